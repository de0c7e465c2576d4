import * as z from 'zod/mini';
import type { EngineAnswer } from './client';
import { engineProblem, type Purpose } from './problems';

const labels = z.nullish(z.record(z.string(), z.string()));
const networks = z.nullish(z.record(z.string(), z.object({ IPAddress: z.nullish(z.string()) })));

/** A container in the engine's list. */
export const listedContainer = z.object({
  Id: z.string(),
  Labels: labels,
  NetworkSettings: z.nullish(z.object({ Networks: networks })),
});

/**
 * A container as the engine's inspect describes it.
 * https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerInspect
 */
export const inspectedContainer = z.object({
  Id: z.string(),
  Name: z.string(),
  Created: z.string(),
  RestartCount: z.nullish(z.number()),
  State: z.object({
    Status: z.string(),
    OOMKilled: z.nullish(z.boolean()),
    ExitCode: z.nullish(z.number()),
    Error: z.nullish(z.string()),
    StartedAt: z.nullish(z.string()),
    FinishedAt: z.nullish(z.string()),
  }),
  Config: z.object({ Labels: labels, StopTimeout: z.nullish(z.number()), Tty: z.nullish(z.boolean()) }),
  HostConfig: z.nullish(z.object({ Memory: z.nullish(z.number()) })),
  NetworkSettings: z.nullish(z.object({ Networks: networks })),
});

export type ListedContainer = z.output<typeof listedContainer>;
export type InspectedContainer = z.output<typeof inspectedContainer>;

/** Reads what the engine answered. @throws Problem where the engine refused, Error where it speaks another language */
export function readAnswer<Schema extends z.ZodMiniType>(
  answer: EngineAnswer,
  schema: Schema,
  purpose: Purpose = 'read',
): z.output<Schema> {
  if (answer.status >= 300) throw engineProblem(answer, purpose);
  return schema.parse(JSON.parse(answer.bytes.toString('utf8')));
}

/** Reads the container's address in its network, the first one where it is in several; null where there is none. */
export function addressOf({ NetworkSettings }: Pick<ListedContainer, 'NetworkSettings'>): string | null {
  return addressesOf({ NetworkSettings })[0] ?? null;
}

export function addressesOf({ NetworkSettings }: Pick<ListedContainer, 'NetworkSettings'>): readonly string[] {
  return Object.values(NetworkSettings?.Networks ?? {}).flatMap(({ IPAddress }) => IPAddress || []);
}
