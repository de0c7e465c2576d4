import { describeWithBrowser } from '../support/browser/available';
import { type Lab, openLab } from '../support/browser/lab';
import { acting } from './console/acting';
import { deployments } from './console/deployments';
import { failing } from './console/failing';
import { hostile } from './console/hostile';
import { reading } from './console/reading';
import { speed } from './console/speed';
import { timers } from './console/timers';

jest.setTimeout(120_000);

describeWithBrowser('the console of the lab', (program) => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await openLab(program);
  });

  afterAll(() => lab?.close());

  beforeEach(() => lab.ec2.simulation.reset());

  // Whatever was done, the policy was never in the way and nobody else was asked.
  afterEach(async () => {
    expect(await lab.leave()).toEqual({ complaints: [], strayed: [] });
  });

  for (const tests of [speed, acting, timers, reading, hostile, deployments, failing]) {
    describe(tests.name, () => tests(() => lab));
  }
});
