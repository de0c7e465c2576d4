import type { Engine } from '../engine/engine';
import { importStandIn } from '../engine/stand-in';

/** What containers of the tests' images do, as shell scripts. */
export const scripts = {
  /** Ends as soon as it is told to stop. */
  obedient: 'trap "exit 0" TERM; echo ready; while :; do sleep 0.1; done',
  /** Has to be killed. */
  stubborn: 'trap "" TERM; while :; do sleep 0.1; done',
  /** Ends by itself right after its start. */
  crashing: 'echo starting; echo "fatal: no configuration" >&2; exit 3',
  /** Takes more memory than it may. */
  greedy: 'echo filling; tail /dev/zero',
} as const;

/** Makes an image under a name that a registry's would have, from programs of this machine. */
export async function makeImage(engine: Engine, name: string, script: keyof typeof scripts): Promise<void> {
  const programs = ['sh', 'sleep', 'echo', 'tail'].map((program) => `/bin/${program}`);
  const command = `CMD ["/bin/sh","-c",${JSON.stringify(scripts[script])}]`;
  await importStandIn(engine, name, { programs, settings: [command] });
}
