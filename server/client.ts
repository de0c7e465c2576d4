import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Whose word is taken for who the client is. */
export interface Trust {
  /** Addresses of load balancers; nobody else's forwarding headers are read. */
  readonly proxies: BlockList;
  /** Header, in lower case, in which a trusted load balancer hands on the id of a request. */
  readonly requestIdHeader: string;
}

export interface Client {
  readonly requestId: string;
  readonly sourceIp: string;
}

/** What is used of `http.IncomingMessage`. */
export interface Arrived {
  readonly headers: IncomingHttpHeaders;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/**
 * Finds the address of the client and the id of its request. Of `x-forwarded-for` only the last entry counts: the load
 * balancer has added it, while those before it are what the client sent.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/x-forwarded-headers.html
 */
export function clientOf({ headers, socket }: Arrived, { proxies, requestIdHeader }: Trust): Client {
  const peer = plainAddress(socket.remoteAddress ?? '');
  if (!isTrusted(peer, proxies)) return { requestId: randomUUID(), sourceIp: peer };
  const forwarded = withoutPort(textOf(headers['x-forwarded-for']).split(',').at(-1)?.trim() ?? '');
  return {
    requestId: requestIdOf(textOf(headers[requestIdHeader])) ?? randomUUID(),
    sourceIp: isIP(forwarded) === 0 ? peer : forwarded,
  };
}

/**
 * Reads a list of addresses and of networks such as `10.0.0.0/16`.
 * @param mistakes - gets what is wrong
 */
export function readProxies(text: string, mistakes: string[]): BlockList {
  const list = new BlockList();
  for (const entry of text.split(/[\s,]+/).filter(Boolean)) {
    const [address = '', length, ...rest] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    const longest = family === 'ipv6' ? 128 : 32;
    const bits = length === undefined ? longest : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
    if (isIP(address) === 0 || rest.length > 0 || !(bits <= longest)) {
      mistakes.push(`TRUSTED_PROXIES has "${entry}", which is neither an address nor a network such as 10.0.0.0/16`);
    } else {
      list.addSubnet(address, bits, family);
    }
  }
  return list;
}

function isTrusted(address: string, proxies: BlockList): boolean {
  const version = isIP(address);
  return version !== 0 && proxies.check(address, version === 6 ? 'ipv6' : 'ipv4');
}

/** Removes the client's port, which some load balancers add: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function withoutPort(address: string): string {
  return /^(\d+(?:\.\d+){3}):\d+$/.exec(address)?.[1] ?? /^\[([\da-f:.]+)\](?::\d+)?$/i.exec(address)?.[1] ?? address;
}

/** Converts the address of an IPv4 client, which a server that listens on IPv6 sees as `::ffff:192.0.2.1`. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

/**
 * Reads the request id from `x-amzn-trace-id`, a list; where the client sent one, the load balancer's own entry is
 * `Self`.
 */
function requestIdOf(text: string): string | undefined {
  const id = /(?:^|;)Self=([^;]+)/.exec(text)?.[1] ?? /(?:^|;)Root=([^;]+)/.exec(text)?.[1] ?? text;
  return /^[\w.:-]{8,128}$/.test(id) ? id : undefined;
}

function textOf(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : (value?.join(', ') ?? '');
}
