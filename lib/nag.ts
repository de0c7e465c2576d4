import { type App, CloudFormationValidatePlugin, type IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';

/**
 * Checks the app against CloudFormation's and cdk-nag's AwsSolutions rules while it is synthesized. Both take their time, so
 * they are loaded when asked for.
 */
export async function checkWithNag(app: App): Promise<void> {
  const { AwsSolutionsChecks } = await import('cdk-nag');
  // The CDK's own declarations do not hold under `exactOptionalPropertyTypes`.
  const validate = new CloudFormationValidatePlugin() as IPolicyValidationPlugin;
  Validations.of(app).addPlugins(validate, new AwsSolutionsChecks(app, { verbose: true }));
}
