import * as z from 'zod/mini';
import { CallerAction } from './actions';

const tagSet = z
  .record(z.string().check(z.minLength(1), z.maxLength(128)), z.string().check(z.maxLength(256)))
  .check(z.refine((tags) => Object.keys(tags).length >= 1, 'has no tag: leave it out, or name one'));

const entry = z
  .strictObject({
    /** Shown in the audit trail and as a job's `requested_by`; a caller's jobs belong to its name. */
    name: z.string().check(
      z.regex(/^[A-Za-z0-9][\w.@-]{0,63}$/, 'is not 1 to 64 letters, digits, ".", "_", "@" or "-"'),
      // Schedules that were made in an open deployment are owned by it.
      z.refine((name) => name !== 'anonymous', 'is the name of everybody in an open deployment'),
    ),
    /** Lower-case hexadecimal SHA-256 of the key that the caller sends. */
    key_sha256: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in 64 lower-case hex digits'))),
    /** The IAM role or user that signs the request; a session of an assumed role is its role. */
    principal_arn: z.optional(
      z
        .string()
        .check(z.regex(/^arn:[\w-]+:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/, 'is not the ARN of an IAM role or user')),
    ),
    actions: z
      .array(z.enum(Object.values(CallerAction), `is not one of ${Object.values(CallerAction).join(', ')}`))
      .check(z.minLength(1, 'names no action')),
    /** The caller sees and changes only instances that carry all of these tags. */
    tags: z.optional(tagSet),
  })
  .check(
    z.refine(
      (caller) => (caller.key_sha256 === undefined) !== (caller.principal_arn === undefined),
      'needs either key_sha256 or principal_arn, and not both',
    ),
  );

/**
 * The shape of `config/callers.json`: one entry a key or principal.
 * @see docs/decisions/0009
 */
export const callersSchema = z.array(entry).check(z.refine(hasNoTwins, 'has a key or principal twice'), rightsAgree());

/** One key or principal, and what its caller may do. Two entries with one name are one caller with two keys. */
export type CallerEntry = Readonly<Omit<z.output<typeof entry>, 'actions'>> & {
  readonly actions: readonly CallerAction[];
};

type Entries = readonly CallerEntry[];

/**
 * Checks that no key or principal occurs twice. A path makes no other role or user: no two of an account have the same
 * name.
 */
function hasNoTwins(entries: Entries): boolean {
  const credentials = entries.map(
    ({ key_sha256, principal_arn }) => key_sha256 ?? principal_arn?.replace(/\/.*\//, '/').toLowerCase(),
  );
  return new Set(credentials).size === credentials.length;
}

/** Checks that keys of one name have the same rights, because jobs belong to the name. */
function rightsAgree(): ReturnType<typeof z.refine<Entries>> {
  const rights = ({ actions, tags }: Entries[number]): string =>
    JSON.stringify([[...new Set(actions)].sort(), Object.entries(tags ?? {}).sort()]);
  return z.refine(
    (entries: Entries) =>
      new Set(entries.map(({ name }) => name)).size === new Set(entries.map((item) => item.name + rights(item))).size,
    'has entries of one name with different actions or tags',
  );
}

/**
 * Reads the callers file.
 * @param text - JSON
 * @param file - its name, for the message
 * @throws Error naming every mistake at once, by its place; never a value, as someone may have pasted a key
 */
export function readCallers(text: string, file: string): readonly CallerEntry[] {
  const read = callersSchema.safeParse(parse(text, file));
  if (read.success) return read.data;
  const mistakes = read.error.issues.map((issue) => `  ${place(issue.path)}: ${reason(issue)}`);
  throw new Error(`${file} is not a list of callers:\n${mistakes.join('\n')}`);
}

/** Parses JSON, and refuses what its parser would drop silently: a caller with one tag less sees more. */
function parse(text: string, file: string): unknown {
  let members = 0;
  let value: unknown;
  try {
    value = JSON.parse(text, function count(this: unknown, name, member: unknown) {
      if (name === '__proto__') throw new Error('not allowed');
      if (name !== '' && !Array.isArray(this)) members += 1;
      return member;
    });
  } catch {
    throw new Error(`${file} is not JSON, or has a member "__proto__"`);
  }
  const written = [...text.matchAll(/"(?<name>(?:[^"\\]|\\.)*)"(?<colon>\s*:)?/g)].filter(
    ({ groups }) => groups?.colon !== undefined && groups.name !== '',
  );
  if (written.length !== members)
    throw new Error(`${file} has a member twice in one object: only the last would count`);
  return value;
}

/** Words the place of a mistake: `[0].actions[1]`, or the file itself. */
function place(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`));
  return steps.join('') || 'the list';
}

/** Words a mistake: zod/mini has no texts for a wrong type or an unknown member. */
function reason(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `is missing, or is not of type ${issue.expected}`;
  if (issue.code === 'unrecognized_keys') return `has unknown members: ${issue.keys.join(', ')}`;
  return issue.message;
}
