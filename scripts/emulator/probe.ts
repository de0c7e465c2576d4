import { ask } from '../tools/ask';
import { codeOf } from '../tools/errors';

/** What answers at an endpoint. */
export type Found =
  | { readonly kind: 'nothing' }
  /** Something that does not speak AWS. */
  | { readonly kind: 'stranger' }
  /** What lets in calls of deployed APIs alone. */
  | { readonly kind: 'gate' }
  | { readonly kind: 'emulator'; readonly product: string };

/** Asked of STS, which every emulator answers without looking at the signature. */
const identityQuestion: RequestInit = {
  method: 'POST',
  headers: {
    'content-type': 'application/x-www-form-urlencoded',
    authorization:
      'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=0000',
  },
  body: 'Action=GetCallerIdentity&Version=2011-06-15',
};

/** Asks whether an AWS emulator answers at the endpoint. */
export async function probe(endpoint: string, patienceMs = 3_000): Promise<Found> {
  try {
    const { text } = await ask(endpoint, patienceMs, identityQuestion);
    if (text.includes('"code":"not_exposed"')) return { kind: 'gate' };
    if (!text.includes('GetCallerIdentityResponse')) return { kind: 'stranger' };
  } catch (error) {
    if (nobodyListens(error)) return { kind: 'nothing' };
    // LocalStack loads a service when it is first asked for, which may take longer.
    const product = await productAt(endpoint, patienceMs);
    return product === undefined ? { kind: 'stranger' } : { kind: 'emulator', product };
  }
  return { kind: 'emulator', product: (await productAt(endpoint, 3_000)) ?? 'an AWS emulator' };
}

function nobodyListens(error: unknown): boolean {
  const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined;
  return ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN'].includes(codeOf(cause));
}

const products = [
  ['/_ministack/health', 'MiniStack'],
  ['/_localstack/health', 'LocalStack'],
  ['/moto-api/data.json', 'moto'],
] as const;

async function productAt(endpoint: string, patienceMs: number): Promise<string | undefined> {
  for (const [path, product] of products) {
    const answer = await ask(`${endpoint}${path}`, patienceMs).catch(() => undefined);
    if (answer?.status === 200 && answer.type.includes('json')) return product;
  }
  return undefined;
}
