import { guardTag, managed } from './app';

/** Instances that differ in what a caller with the tag `Team=web` may do to them. */
export const kinds = {
  own: { tags: { Team: 'web', ...managed } },
  ownStopped: { state: 'stopped', tags: { Team: 'web', ...managed } },
  ownNotCreatedHere: { tags: { Team: 'web', [guardTag.key]: guardTag.value } },
  ownUnguarded: { tags: { Team: 'web' } },
  ownInGroup: { tags: { Team: 'web', ...managed, 'aws:autoscaling:groupName': 'fleet' } },
  foreign: { tags: { Team: 'db', Name: 'crown-jewels', ...managed } },
  foreignStopped: { state: 'stopped', tags: { Team: 'db', Name: 'crown-jewels', ...managed } },
  untagged: { tags: { Name: 'crown-jewels' } },
} as const;
export type Kind = keyof typeof kinds;
