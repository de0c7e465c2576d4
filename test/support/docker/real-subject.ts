import { setTimeout } from 'node:timers/promises';
import { instanceIdOfContainer } from '../../../contract/docker';
import type { ComputeSubject } from '../compute/contract';
import type { Engine } from '../engine/engine';
import { portsOver } from './subject';

/** Containers of a real engine, for the contract of the port; the image `nginx:alpine` must be there. */
export function realSubject(engine: Engine): ComputeSubject {
  const { instances } = portsOver(engine.socket);
  return {
    instances,
    add: async ({ state, tags: { Name: name, ...labels } = {} }) => {
      const labeled = Object.entries({ 'ec2-control:managed': 'true', ...labels }).flatMap(([key, value]) => [
        '--label',
        `${key}=${value}`,
      ]);
      const named = name === undefined ? [] : ['--name', name];
      const id = await engine.docker('create', ...named, ...labeled, 'nginx:alpine');
      if (state === 'running') await engine.docker('start', id);
      return instanceIdOfContainer(id);
    },
    settle: async () => {
      const states = ['pending', 'stopping', 'shutting-down'] as const;
      while ((await instances.find({ states, pageSize: 100 })).instances.length > 0) await setTimeout(50);
    },
    close: async () => {},
  };
}
