import { fromEvent } from '../../../lambda/http/request';
import { anEvent } from '../../support/events';

test('of a repeated query parameter every value is kept', () => {
  const request = fromEvent(
    anEvent({ queryStringParameters: { a: '2' }, multiValueQueryStringParameters: { a: ['1', '2'] } }),
  );

  expect(request.query).toEqual(new Map([['a', ['1', '2']]]));
});

test('without the multi-value map the single one is read', () => {
  const event = anEvent({ queryStringParameters: { a: '1' }, multiValueQueryStringParameters: null });

  expect(fromEvent(event).query).toEqual(new Map([['a', ['1']]]));
});

test('header names are lower case, from every sender', () => {
  expect(fromEvent(anEvent({ headers: { 'X-Api-Key': 'k' } })).headers).toEqual(new Map([['x-api-key', 'k']]));
  expect(fromEvent(anEvent({ headers: {}, multiValueHeaders: { Accept: ['a'] } })).headers).toEqual(
    new Map([['accept', 'a']]),
  );
});

test.each([
  ['as API Gateway tells of it', { headers: { 'x-api-key': 'b' }, multiValueHeaders: { 'x-api-key': ['a', 'b'] } }],
  ['in two spellings', { headers: { 'X-Api-Key': 'a', 'x-api-key': 'b' }, multiValueHeaders: {} }],
  ['in two spellings, in both maps', { headers: { 'X-Api-Key': 'a' }, multiValueHeaders: { 'X-API-Key': ['a', 'b'] } }],
])('a header that was sent twice has both values, %s', (_, headers) => {
  expect(fromEvent(anEvent(headers)).headers).toEqual(new Map([['x-api-key', 'a, b']]));
});

test('a header that was sent twice with one value has that value', () => {
  const headers = { headers: { 'x-api-key': 'a' }, multiValueHeaders: { 'x-api-key': ['a', 'a'] } };

  expect(fromEvent(anEvent(headers)).headers).toEqual(new Map([['x-api-key', 'a']]));
});

test('path variables are decoded, and what is not UTF-8 is marked as lost', () => {
  const pathVariables = (id: string): unknown => fromEvent(anEvent({ pathParameters: { id } })).pathVariables;

  expect(pathVariables('i-1%2Ci-2')).toEqual(new Map([['id', 'i-1,i-2']]));
  expect(pathVariables('%E0%A4%A')).toEqual(new Map([['id', '\ufffd%A']]));
});

test('nulls and absent members are nothing', () => {
  const event = anEvent({ pathParameters: null, headers: null as unknown as Record<string, string> });

  expect(fromEvent(event)).toMatchObject({ pathVariables: new Map(), headers: new Map(), body: null });
});

test('a header that was sent twice keeps both values, one that was sent once is not repeated', () => {
  const { headers, repeatedHeaders } = fromEvent(
    anEvent({
      headers: { 'Idempotency-Key': 'b', Accept: '*/*' },
      multiValueHeaders: { 'Idempotency-Key': ['a', 'b'], Accept: ['*/*'] },
    }),
  );

  expect(headers.get('idempotency-key')).toBe('a, b');
  expect(repeatedHeaders).toEqual(new Map([['idempotency-key', ['a', 'b']]]));
});
