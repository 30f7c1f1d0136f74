/** The code in a text: after the `#` of its last line (WebOTP), else its first run of 4 to 10 digits, else digits said one by one. */
export function findCode(text: string): string | undefined {
  const bound = /@\S+ #(\d{4,10})\s*$/.exec(text)?.[1];
  const run = /(?<![\d+])\d{4,10}(?!\d)/.exec(text)?.[0];
  return bound ?? run ?? /(?<!\d)\d([\s,.…-]+)\d(?:\1\d){2,8}(?!\d)/.exec(text)?.[0].replace(/\D/g, '');
}
