import { promisify } from 'node:util';
import { deflate, gzip } from 'node:zlib';

/** Answers from this size on are compressed, as at the stage of API Gateway. */
export const smallestCompressed = 1024;

const encoders = { gzip: promisify(gzip), deflate: promisify(deflate) } as const;
type Encoding = keyof typeof encoders;

/** A body as it is sent, and how it is encoded; undefined: as it is. */
export interface Encoded {
  readonly bytes: Buffer;
  readonly encoding?: Encoding;
}

/** Compresses a body that is large enough, as the client's `accept-encoding` allows. */
export async function encode(text: string, accepted: string | undefined): Promise<Encoded> {
  const bytes = Buffer.from(text);
  const encoding = bytes.length < smallestCompressed ? undefined : encodingFor(accepted ?? '');
  return encoding === undefined ? { bytes } : { bytes: await encoders[encoding](bytes), encoding };
}

/** https://www.rfc-editor.org/rfc/rfc9110#field.accept-encoding */
export function encodingFor(accepted: string): Encoding | undefined {
  const weights = new Map<string, number>();
  for (const item of accepted.toLowerCase().split(',')) {
    const [name = '', ...parameters] = item.split(';').map((part) => part.trim());
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    if (name !== '') weights.set(name, quality === undefined ? 1 : Number(quality) || 0);
  }
  const weightOf = (name: Encoding): number => weights.get(name) ?? weights.get('*') ?? 0;
  const best = weightOf('deflate') > weightOf('gzip') ? 'deflate' : 'gzip';
  return weightOf(best) > 0 ? best : undefined;
}
