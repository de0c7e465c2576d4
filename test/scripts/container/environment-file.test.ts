import { parseEnv } from 'node:util';
import { environmentFile } from '../../../scripts/container/environment-file';

test('what is written is read back as it was', () => {
  const variables = { PLAIN: 'a=b #c', JSON: '[{"name":"o\'ci"}]', SPACES: ' x ' };

  expect(parseEnv(environmentFile({ ...variables, ABSENT: undefined }))).toEqual(variables);
});

test('a value that no quotes hold is refused', () => {
  expect(() => environmentFile({ KEY: `'"\`` })).toThrow(/KEY/);
});
