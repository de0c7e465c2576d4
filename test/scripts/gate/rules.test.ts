import { letsThrough } from '../../../scripts/gate/rules';

const base = '/restapis/ec2control/prod/_user_request_';

test.each([
  base,
  `${base}/`,
  `${base}/status?tag=Env=dev&x=/../..`,
  `${base}/delete/54.72.175.38`,
  `${base}/tocos/J%C3%BCrgen%20K`,
  `${base}/schedules/a.b..c`,
  '/_aws/execute-api/ec2control/prod',
  '/_aws/execute-api/ec2control/prod/list',
])('%s is a call of a deployed API, by every method', (target) => {
  expect(['GET', 'POST', 'DELETE', 'PUT', 'OPTIONS'].map((method) => letsThrough(method, target))).not.toContain(false);
});

test('the health page is for GET alone, and as it is', () => {
  expect(letsThrough('GET', '/_localstack/health')).toBe(true);
  expect(letsThrough('POST', '/_localstack/health')).toBe(false);
  expect(letsThrough('GET', '/_localstack/health?reload=1')).toBe(false);
  expect(letsThrough('GET', '/_localstack/health/')).toBe(false);
});

test.each([
  '/',
  '*',
  '',
  '/_ministack/health',
  '/_localstack/init',
  '/2015-03-31/functions',
  '/restapis',
  '/restapis/ec2control',
  '/restapis/ec2control/stages/prod',
  '/restapis/ec2control/prod/_user_request_x',
  '/restapis/ec2control/prod/x/_user_request_/',
  '/_aws/execute-api/ec2control',
  '/_aws/lambda',
  `x${base}`,
  `http://127.0.0.1:4567${base}/status`,
  `http://127.0.0.1:4567/2015-03-31/functions`,
  `/${base}/status`,
  `${base}//status`,
  `${base}/../../../../2015-03-31/functions`,
  `${base}/..`,
  `${base}/.`,
  `${base}/./status`,
  `${base}/..;/..;/x`,
  `${base}/%2e%2e/%2E./x`,
  `${base}/%252e%252e/x`,
  `${base}/%25252e%25252e/x`,
  `${base}/a%2f..%2fb`,
  `${base}/a%2Fb`,
  `${base}/a%252fb`,
  `${base}/a%5cb`,
  `${base}/a\\..\\b`,
  `${base}/a%00`,
  `${base}/a%0d%0aHost:%20x`,
  `${base}/a%09b`,
  `${base}/%c0%ae%c0%ae/x`,
  `${base}/%ff`,
  `${base}/%zz`,
  `${base}/%`,
  `${base}/a#b`,
  `${base}/é`,
  `${base}/a b`,
  '/%72estapis/ec2control/prod/_user_request_/status',
  '/RESTAPIS/ec2control/prod/_user_request_/status',
  '/restapis/../prod/_user_request_/status',
  '/restapis/ec2control/%2e%2e/_user_request_/status',
])('%s gets nothing past the gate', (target) => {
  expect(['GET', 'POST', 'HEAD', 'CONNECT'].map((method) => letsThrough(method, target))).not.toContain(true);
});
