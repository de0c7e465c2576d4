import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { mockClient } from 'aws-sdk-client-mock';
import { readLog } from '../../../scripts/log/read';

const logs = mockClient(CloudWatchLogsClient);
const client = new CloudWatchLogsClient({ region: 'us-east-1' });

beforeEach(() => {
  logs.reset();
});

test('every page is read, and the lines come in the order of their time', async () => {
  logs
    .on(FilterLogEventsCommand, { logGroupName: 'group', startTime: 5, nextToken: undefined })
    .resolves({ events: [{ eventId: '2', timestamp: 9, message: 'later' }], nextToken: 'more' })
    .on(FilterLogEventsCommand, { nextToken: 'more' })
    .resolves({ events: [{ eventId: '1', timestamp: 7, message: 'sooner' }] });

  const lines = await readLog(client, 'group', 5);

  expect(lines).toEqual([
    { id: '1', time: 7, text: 'sooner' },
    { id: '2', time: 9, text: 'later' },
  ]);
});

test('lines without an id get one that a reading from a later time gives them too', async () => {
  const before = { timestamp: 6, message: 'before', logStreamName: 's' };
  const twins = [1, 2].map(() => ({ timestamp: 7, message: 'twin', logStreamName: 's' }));
  logs.on(FilterLogEventsCommand, { startTime: 6 }).resolves({ events: [before, ...twins] });
  logs.on(FilterLogEventsCommand, { startTime: 7 }).resolves({ events: twins });

  const [, ...first] = await readLog(client, 'group', 6);
  const second = await readLog(client, 'group', 7);

  expect(second).toEqual(first);
  expect(new Set(second.map(({ id }) => id)).size).toBe(2);
});
