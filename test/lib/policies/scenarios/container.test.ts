import { Template } from 'aws-cdk-lib/assertions';
import { type Context, controlApp } from '../../synthesis';
import { type Statement, statementsOf } from '../documents';

const contexts: readonly (readonly [string, Context])[] = [
  ['production', { allowHttp: 'true', kmsKeyArns: 'arn:aws:kms:us-east-1:123456789012:key/abc', regions: 'eu-west-1' }],
  ['production without a guard tag', { allowHttp: 'true', guardTag: 'off', instanceTypes: 't3.micro' }],
  ['lab', { profile: 'lab' }],
];

/** What both may do, but write the function's own log, which ECS does for a task. */
function rightsOf(template: Template, role: string): readonly Statement[] {
  return statementsOf(template, role).filter(({ Action }) => !String(Action).startsWith('logs:'));
}

test.each(contexts)("the task's role has the rights of the function's, with their conditions: %s", (_, context) => {
  const { control, container } = controlApp({ container: 'on', ...context }).stacks;
  if (container === undefined) throw new Error('there is no stack of the container');

  const ofFunction = rightsOf(Template.fromStack(control), 'ControlRole');
  const ofTask = rightsOf(Template.fromStack(container), 'TaskRole');

  expect(ofFunction.length).toBeGreaterThan(10);
  expect(ofTask).toEqual(ofFunction);
});

test('only ECS may take the role of a task', () => {
  const { container } = controlApp({ container: 'on', profile: 'lab' }).stacks;
  if (container === undefined) throw new Error('there is no stack of the container');

  const roles = Object.values(Template.fromStack(container).findResources('AWS::IAM::Role'));
  const trusted = roles.flatMap(({ Properties }) => Properties.AssumeRolePolicyDocument.Statement);

  expect(trusted.map(({ Principal }) => Principal)).toEqual(roles.map(() => ({ Service: 'ecs-tasks.amazonaws.com' })));
});
