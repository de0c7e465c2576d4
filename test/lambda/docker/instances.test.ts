import { defined } from '../../../contract/defined';
import { instanceIdOfContainer } from '../../../contract/docker';
import { type ComputeSubject, computeContract } from '../../support/compute/contract';
import { type ServedEngine, serveEngine } from '../../support/docker/serve';
import { SimulatedEngine } from '../../support/docker/simulated-engine';
import { portsOver } from '../../support/docker/subject';

describe('containers of the simulated engine', () => {
  let served: ServedEngine;
  let subject: ComputeSubject;
  beforeEach(async () => {
    const engine = new SimulatedEngine();
    served = await serveEngine(engine);
    subject = {
      instances: portsOver(served.socketPath).instances,
      add: async ({ state, tags: { Name: name, ...labels } = {} }) => {
        const status = state === 'running' ? 'running' : 'exited';
        return instanceIdOfContainer(engine.add({ status, labels, ...defined({ name }) }).id);
      },
      settle: async () => engine.killStubborn(),
      close: () => served.close(),
    };
  });
  afterEach(() => subject.close());

  computeContract(() => subject);
});
