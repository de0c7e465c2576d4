import { CallerAction } from '../../contract/actions';

/** What `make key` is asked to do. */
export type Wish =
  | {
      readonly kind: 'add';
      readonly name: string;
      /** Absent: as the caller's other keys have. */
      readonly actions?: readonly CallerAction[];
      readonly tags?: Readonly<Record<string, string>>;
      /** The IAM principal to let in; absent: a key is made. */
      readonly principal?: string;
    }
  | {
      readonly kind: 'remove';
      readonly name: string;
      /** `all` of the caller's keys, the `old` ones but the newest, or the one whose SHA-256 begins so. */
      readonly which: 'all' | 'old' | { readonly sha256: string };
    };

type Variables = Readonly<Record<string, string | undefined>>;

export const usage = `usage: make key NAME=ci ACTIONS=status,start [TAGS=Team=web,Env=dev]   a new caller and its key
       make key NAME=ci                                             another key for a caller, with the same rights
       make key NAME=ops ACTIONS=list,status PRINCIPAL=arn:aws:iam::123456789012:role/ops   an IAM principal (auth=iam)
       make key NAME=ci REMOVE=old                                  all keys of a caller but the newest
       make key NAME=ci REMOVE=3f2a1b9c                             the key whose SHA-256 begins so
       make key NAME=ci REMOVE=all                                  the caller
actions: ${Object.values(CallerAction).join(', ')}`;

/**
 * Reads the variables of `make key`.
 * @throws Error saying what is wrong, and how it is used
 */
export function readWish({ NAME, ACTIONS, TAGS, PRINCIPAL, REMOVE }: Variables): Wish {
  if (!NAME) throw new Error(`NAME is missing\n${usage}`);
  for (const [name, value] of Object.entries({ ACTIONS, TAGS, PRINCIPAL, REMOVE })) {
    // `TAGS=$TEAM` of a variable that is not set must not make a caller for every instance, nor `REMOVE=$HASH` a new key.
    if (value?.trim() === '')
      throw new Error(`${name} was given, but is empty: leave it out, or say what it is\n${usage}`);
  }
  if (REMOVE) return { kind: 'remove', name: NAME, which: readWhich(REMOVE) };
  return {
    kind: 'add',
    name: NAME,
    ...(ACTIONS ? { actions: readActions(ACTIONS) } : {}),
    ...(TAGS ? { tags: readTags(TAGS) } : {}),
    ...(PRINCIPAL ? { principal: readPrincipal(PRINCIPAL) } : {}),
  };
}

function readWhich(text: string): Extract<Wish, { readonly kind: 'remove' }>['which'] {
  if (text === 'all' || text === '1') return 'all';
  if (text === 'old') return 'old';
  if (/^[0-9a-f]{8,64}$/.test(text)) return { sha256: text };
  throw new Error(
    `REMOVE is "${text}"; it is all, old, or 8 to 64 hex digits that a key's SHA-256 begins with\n${usage}`,
  );
}

function readActions(text: string): readonly CallerAction[] {
  const known = Object.values(CallerAction);
  const names = partsOf(text);
  const actions = known.filter((action) => names.includes(action));
  const unknown = names.filter((name) => !known.some((action) => action === name));
  if (unknown.length > 0 || actions.length === 0) {
    throw new Error(`ACTIONS is "${text}"; it is a list of ${known.join(', ')}, with commas between them`);
  }
  return actions;
}

function readTags(text: string): Readonly<Record<string, string>> {
  const tags = partsOf(text).map((part) => [part.split('=')[0] ?? '', part.split('=').slice(1).join('=')] as const);
  const keys = new Set(tags.map(([key]) => key));
  if (
    tags.length === 0 ||
    keys.has('') ||
    keys.size < tags.length ||
    partsOf(text).some((part) => !part.includes('='))
  ) {
    throw new Error(`TAGS is "${text}"; it is a list of Key=Value, with commas between them and each key once`);
  }
  return Object.fromEntries(tags);
}

/** Reads a principal: `aws sts get-caller-identity` shows the ARN of a role's session in place of the role's. */
function readPrincipal(text: string): string {
  const session = /^arn:([\w-]+):sts::(\d{12}):assumed-role\/([^/]+)\/[^/]+$/.exec(text);
  return session === null ? text : `arn:${session[1]}:iam::${session[2]}:role/${session[3]}`;
}

function partsOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
