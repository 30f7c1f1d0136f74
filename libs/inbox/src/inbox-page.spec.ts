import { Script } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { inboxAssets } from './inbox-assets.js';
import { inboxPage } from './inbox-page.js';

const page = inboxPage({ base: '/dev/inbox', actions: true });

describe('inboxPage', () => {
  it('loads its script and styles from below its base, and nothing inline or foreign', () => {
    expect(page).toContain('<script src="/dev/inbox/inbox.js" defer></script>');
    expect(page).toContain('href="/dev/inbox/inbox.css"');
    expect(page).not.toMatch(/<script>|<style|style=|\son\w+=|https?:/);
  });

  it('escapes its base', () => {
    expect(inboxPage({ base: '"><script>alert(1)</script>', actions: false })).not.toContain('<script>alert');
  });

  it('offers what changes messages only where it is served', () => {
    expect(page).toContain('id="clear"');
    expect(page).toContain('data-actions="true"');
    expect(inboxPage({ base: '/inbox', actions: false })).not.toContain('id="clear"');
  });
});

describe('the assets', () => {
  it('are a script that compiles, and sets texts as text', () => {
    const { body } = inboxAssets['inbox.js'];
    expect(() => new Script(body)).not.toThrow();
    expect(body).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|https?:/);
  });

  it('are styles of their own alone', () => {
    expect(inboxAssets['inbox.css'].body).not.toMatch(/@import|url\(|https?:/);
  });
});
