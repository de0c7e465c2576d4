import { durationSeconds } from '../../contract/durations';

/** What the form for a new instance holds, as it was typed. */
export interface LaunchForm {
  readonly name: string;
  readonly instance_type: string;
  readonly image_id: string;
  readonly tags: string;
  readonly stop_after: string;
  readonly username: string;
  readonly password: string;
  readonly key_name: string;
  readonly subnet_id: string;
  readonly security_group_ids: string;
}

export const emptyLaunch: LaunchForm = {
  name: '',
  instance_type: '',
  image_id: '',
  tags: '',
  stop_after: '',
  username: '',
  password: '',
  key_name: '',
  subnet_id: '',
  security_group_ids: '',
};

/** Reads `Env=dev, Team=web`. @returns undefined when a part is no `key=value` */
export function readTags(text: string): Readonly<Record<string, string>> | undefined {
  const parts = text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
  const pairs = parts.map((part) => /^([^=]+)=(.*)$/.exec(part));
  if (pairs.some((pair) => pair === null)) return undefined;
  return Object.fromEntries(pairs.map((pair) => [(pair?.[1] ?? '').trim(), (pair?.[2] ?? '').trim()]));
}

/** What is wrong with the form, by field: the API checks the rest. */
export function mistakesOf(form: LaunchForm): Partial<Readonly<Record<keyof LaunchForm, string>>> {
  const mistakes: Partial<Record<keyof LaunchForm, string>> = {};
  if (readTags(form.tags) === undefined) mistakes.tags = 'Write key=value, with commas between several';
  if (form.stop_after !== '' && durationSeconds(form.stop_after) === undefined) {
    mistakes.stop_after = 'Write a duration such as 90m or 2h';
  }
  if (form.username !== '' && !/^[a-z_][a-z0-9_-]{0,31}$/.test(form.username)) {
    mistakes.username = 'Lower-case letters, digits, _ and -, beginning with a letter';
  }
  if ((form.username === '') !== (form.password === '')) mistakes.password = 'Give a user and a password, or neither';
  if (form.password !== '' && (form.password.length < 8 || form.password.length > 128)) {
    mistakes.password = '8 to 128 characters';
  }
  return mistakes;
}

/** The body of `POST /create`, without what was left empty. */
export function launchBody(form: LaunchForm): Readonly<Record<string, unknown>> {
  const { tags, security_group_ids, ...texts } = form;
  const groups = security_group_ids.split(/[\s,]+/).filter(Boolean);
  const read = readTags(tags) ?? {};
  return {
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== '')),
    ...(Object.keys(read).length === 0 ? {} : { tags: read }),
    ...(groups.length === 0 ? {} : { security_group_ids: groups }),
  };
}
