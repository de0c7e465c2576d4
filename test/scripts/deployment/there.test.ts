import { nothingThere } from '../../../scripts/deployment/there';
import { readSettings } from '../../../scripts/settings/settings';

test.each([
  [{}, '"make" does it'],
  [{ TARGET: 'aws', AWS_REGION: 'eu-west-1' }, '"make TARGET=aws" does it'],
])('where nothing was deployed with %j, the command that deploys it is named', (variables, command) => {
  const text = nothingThere(readSettings({ ...variables, CONTEXT: 'name=never-deployed' }));

  expect(text).toMatch(/^Nothing was deployed from here as never-deployed@/);
  expect(text).toContain(command);
});
