import type { Endpoint } from '../../../console/logic/openapi';
import { sectionsOf } from '../../../console/logic/sections';

test('each endpoint has its section, and a section without one is left out', () => {
  const endpoint = (path: string): Endpoint => ({
    id: path,
    method: 'GET',
    path,
    operation: { summary: path, responses: {} },
  });

  const sections = sectionsOf(['/health', '/list', '/jobs/{job_id}', '/ec2/list', '/status/{id}'].map(endpoint));

  expect(sections.map(([name, found]) => [name, found.map(({ path }) => path)])).toEqual([
    ['Instances', ['/list', '/status/{id}']],
    ['Jobs', ['/jobs/{job_id}']],
    ['The same under /ec2', ['/ec2/list']],
    ['About the API', ['/health']],
  ]);
});
