import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ResponseBody } from '../../../contract/responses';
import { routesWith } from '../../../contract/routes';
import type { Config } from '../../config';
import type { Handler } from '../context';

interface Page {
  readonly html: string;
  readonly policy: string;
}

/**
 * Makes the handler of `/`: the console for a browser, for everything else an index of the API. The page is read once.
 * @param path - the page, one HTML file with its script and its style in it
 * @see docs/decisions/0035
 */
export function consolePage(path: string): Handler {
  let reading: Promise<Page> | undefined;
  const read = (): Promise<Page> => {
    reading ??= readFile(path, 'utf8').then((html) => ({ html, policy: policyOf(html) }));
    reading.catch(() => {
      reading = undefined;
    });
    return reading;
  };
  return async ({ accept, config }) => {
    if (!/\btext\/html\b/i.test(accept)) return { status: 200, headers: { vary: 'accept' }, body: indexOf(config) };
    const { html, policy } = await read();
    // The page need not ask for what can be said with it.
    const content = html.replace('<!--index-->', () => attribute(JSON.stringify(indexOf(config))));
    return {
      status: 200,
      text: { content, type: 'text/html; charset=utf-8' },
      headers: {
        vary: 'accept',
        'content-security-policy': policy,
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
      },
    };
  };
}

/**
 * Makes the page's content security policy: the page may run its one script, use its one style and call this API, and
 * nothing else. No other origin, no frame, no form, no `eval`, no markup made of text.
 */
function policyOf(html: string): string {
  return [
    "default-src 'none'",
    `script-src ${hashesOf(html, 'script')}`,
    `style-src ${hashesOf(html, 'style')}`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

function hashesOf(html: string, element: 'script' | 'style'): string {
  const texts = html.matchAll(new RegExp(`<${element}>(.*?)</${element}>`, 'gs'));
  return [...texts].map(([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`).join(' ');
}

/** Writes a text as the value of an attribute between double quotes. */
function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

/** Makes the index of the API; its links are relative to the base URL with a slash at its end. */
function indexOf({ version, profile, auth, features }: Config): ResponseBody<'Index'> {
  const names = routesWith(features)
    .filter(({ resource, methods }) => methods.includes('GET') && /^\/[\w.]+$/.test(resource))
    .map(({ resource }) => resource.slice(1));
  const links = Object.fromEntries(names.map((name) => [name.replace('.json', ''), `./${name}`]));
  return { name: 'EC2 Control API', version, profile, auth, links };
}
