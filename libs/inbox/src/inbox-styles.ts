/** The page's styles, for light and dark. */
export const inboxStyles = `:root {
  color-scheme: light dark;
  --paper: light-dark(#f3f4f6, #111418);
  --ink: light-dark(#16191d, #e8eaed);
  --quiet: light-dark(#59616b, #a0a8b3);
  --screen: light-dark(#ffffff, #1b2027);
  --bubble: light-dark(#e9edf2, #2a313b);
  --frame: light-dark(#30363e, #4a525e);
  --mark: light-dark(#0b57d0, #8ab4f8);
  --good: light-dark(#0f6b38, #7ddb9f);
  --bad: light-dark(#b3261e, #f2a29c);
}
* { box-sizing: border-box; }
body { margin: 0; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 1rem/1.45 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem 1rem; }
h1 { margin: 0; font-size: 1.4rem; }
#count, #notice { margin: 0; color: var(--quiet); }
#notice { min-height: 1.5rem; }
#clear { margin-inline-start: auto; }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(21rem, 100%), 1fr)); gap: 1.5rem; align-items: start; }
.phone { border: .6rem solid var(--frame); border-radius: 2rem; background: var(--screen); overflow: hidden; }
h2 { margin: 0; padding: .6rem 1rem; font-size: 1rem; font-variant-numeric: tabular-nums; text-align: center; border-bottom: 1px solid var(--bubble); overflow-wrap: anywhere; }
.screen { display: flex; flex-direction: column; gap: .75rem; height: 30rem; overflow-y: auto; padding: .75rem; }
.bubble { padding: .6rem .8rem; border-radius: 1rem; background: var(--bubble); }
.head { display: flex; flex-wrap: wrap; gap: .1rem .6rem; margin: 0; font-size: .8rem; color: var(--quiet); }
.channel { font-weight: 600; color: var(--ink); }
.channel.whatsapp { color: var(--good); }
.channel.voice { color: var(--mark); }
.head time { margin-inline-start: auto; }
.words { margin: .4rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.history { margin: 0; padding: 0; list-style: none; font-size: .8rem; color: var(--quiet); }
.history li::before { content: '○ '; }
.history .arrived::before { content: '● '; }
.history .ended::before { content: '✕ '; }
.arrived { color: var(--good); }
.ended { color: var(--bad); }
.actions { display: flex; gap: .4rem; margin-top: .5rem; }
button { min-height: 1.8rem; padding: .1rem .7rem; border: 1px solid var(--frame); border-radius: .5rem; background: transparent; color: inherit; font: inherit; font-size: .85rem; cursor: pointer; }
button:hover:enabled { border-color: var(--mark); color: var(--mark); }
button:disabled { opacity: .45; cursor: default; }
:focus-visible { outline: 3px solid var(--mark); outline-offset: 2px; }
.code { padding: .05rem .4rem; border: 1px solid var(--mark); color: var(--mark); font: 600 1.05rem/1.4 ui-monospace, monospace; letter-spacing: .08em; }
`;
