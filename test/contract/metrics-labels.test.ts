import fc from 'fast-check';
import { labelledMethods } from '../../contract/metrics';
import { methodLabel, pathLabel } from '../../contract/metrics-labels';
import { routes } from '../../contract/routes';

test('the path label of a route is its pattern', () => {
  const resources = [...new Set(routes.map(({ resource }) => resource))];

  expect(resources.map(pathLabel)).toEqual(resources);
});

test('whatever else arrives has one path label', () => {
  const known = new Set(routes.map(({ resource }) => resource));

  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webPath()), (resource) => {
      fc.pre(!known.has(resource));
      expect(pathLabel(resource)).toBe('NOT_FOUND');
    }),
  );
  expect(pathLabel('/{proxy+}')).toBe('NOT_FOUND');
  expect(pathLabel('/start/i-0123456789abcdef0')).toBe('NOT_FOUND');
});

test('the method label comes from a closed set', () => {
  expect(labelledMethods.map(methodLabel)).toEqual([...labelledMethods]);
  expect(['TRACE', 'BREW', 'get', ''].map(methodLabel)).toEqual(['OTHER', 'OTHER', 'OTHER', 'OTHER']);
});
