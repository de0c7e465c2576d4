import { EC2Client, ModifyInstanceAttributeCommand } from '@aws-sdk/client-ec2';
import { type Ask, clientOf } from '../support/deployment/client';
import { type Deployed, deployAlone } from '../support/deployment/deployed';
import { type Moto, startMoto } from '../support/deployment/moto';
import { before, launch, operationsOn } from '../support/deployment/operations';

jest.setTimeout(180_000);

let moto: Moto;
let deployed: Deployed;
let ask: Ask;
let ec2: EC2Client;

beforeAll(async () => {
  moto = await startMoto();
  deployed = await deployAlone({ EC2_ENDPOINT: moto.endpoint });
  ask = clientOf(deployed.baseUrl);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  ec2 = new EC2Client({ endpoint: moto.endpoint, region: 'us-east-1', credentials });
});

afterAll(async () => {
  ec2?.destroy();
  await deployed?.close();
  await moto?.close();
});

describe('on the EC2 of moto, behind EC2_ENDPOINT', () => {
  operationsOn(() => before(ec2, ask));
});

test('the default instance is made there', async () => {
  expect((await ask('GET', '/status')).body).toMatchObject({ instance: { name: 'ec2-control-default' } });
});

test('a stop-protected instance is found out by splitting, and by a dry run', async () => {
  const [free = '', kept = ''] = await launch(ec2, 2);
  await ec2.send(new ModifyInstanceAttributeCommand({ InstanceId: kept, DisableApiStop: { Value: true } }));

  const foretold = await ask('POST', '/stop', { instance_id: [free, kept], dry_run: true });
  const stopped = await ask('POST', '/stop', { instance_id: [free, kept] });

  for (const { status, body } of [foretold, stopped]) {
    expect(status).toBe(207);
    expect(body.results).toMatchObject([{ outcome: 'changed' }, { outcome: 'failed', code: 'stop_protected' }]);
  }
});
