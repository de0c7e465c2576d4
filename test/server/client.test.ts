import { BlockList } from 'node:net';
import { clientOf, readProxies } from '../../server/client';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function seen(remoteAddress: string, headers: Readonly<Record<string, string>>, requestIdHeader = 'x-request-id') {
  const proxies = readProxies('10.0.0.0/16, fd00::/8 192.0.2.7', []);
  return clientOf({ headers, socket: { remoteAddress } }, { proxies, requestIdHeader });
}

test('nobody is believed who is not a trusted load balancer', () => {
  const headers = { 'x-forwarded-for': '203.0.113.9', 'x-request-id': 'chosen-by-the-client' };

  const { requestId, sourceIp } = seen('198.51.100.1', headers);

  expect(requestId).toMatch(uuid);
  expect(sourceIp).toBe('198.51.100.1');
});

test('of the addresses that a load balancer hands on only its own entry, the last one, counts', () => {
  const headers = { 'x-forwarded-for': '127.0.0.1, 8.8.8.8, 203.0.113.9' };

  expect(seen('10.0.3.4', headers).sourceIp).toBe('203.0.113.9');
  expect(seen('::ffff:10.0.3.4', headers).sourceIp).toBe('203.0.113.9');
  expect(seen('fd12::1', { 'x-forwarded-for': '2001:db8::1' }).sourceIp).toBe('2001:db8::1');
});

test.each([
  ['203.0.113.9:4711', '203.0.113.9'],
  ['[2001:db8::1]:4711', '2001:db8::1'],
  ['[2001:db8::1]', '2001:db8::1'],
])('the port of an entry, %j, is left out', (entry, address) => {
  expect(seen('10.0.3.4', { 'x-forwarded-for': `1.1.1.1:1, ${entry}` }).sourceIp).toBe(address);
});

test.each(['', 'unknown', '203.0.113.9:', '203.0.113.9:x', '[::1', '"quoted"'])(
  'an entry that is no address, %j, is not taken',
  (entry) => {
    expect(seen('10.0.3.4', { 'x-forwarded-for': entry }).sourceIp).toBe('10.0.3.4');
  },
);

test('the id of a request is the one that a trusted load balancer has given it', () => {
  expect(seen('192.0.2.7', { 'x-request-id': 'abc-12345678' }).requestId).toBe('abc-12345678');
});

test.each([
  ['Root=1-67891233-abcdef012345678912345678', '1-67891233-abcdef012345678912345678'],
  ['Self=1-67891234-12456789abcdef012345678;Root=chosen-by-client', '1-67891234-12456789abcdef012345678'],
])("of AWS's trace header %j it is the load balancer's own entry", (header, id) => {
  expect(seen('10.0.0.1', { 'x-amzn-trace-id': header }, 'x-amzn-trace-id').requestId).toBe(id);
});

test.each(['', 'short', 'with spaces in it', '<script>alert(1)</script>', 'x'.repeat(129)])(
  'an id that is none, %j, is replaced',
  (id) => {
    expect(seen('10.0.0.1', { 'x-request-id': id }).requestId).toMatch(uuid);
  },
);

test('every entry of the list that is neither an address nor a network is named', () => {
  const mistakes: string[] = [];

  readProxies('10.0.0.0/33 nonsense 10.0.0.0/8/8 ::1/129 10.0.0.0/', mistakes);

  expect(mistakes).toHaveLength(5);
  expect(mistakes[0]).toContain('10.0.0.0/33');
  expect(new BlockList().rules).toEqual([]);
});
