import type { Template } from 'aws-cdk-lib/assertions';
import { synthesize } from '../synthesis';

describe('the access log', () => {
  const stageOf = (template: Template) =>
    Object.values(template.findResources('AWS::ApiGateway::Stage'))[0]?.Properties;

  test('has a JSON line for each production request, with nothing in it that the client wrote', () => {
    const { template } = synthesize();
    const format: string = stageOf(template).AccessLogSetting.Format;

    expect(JSON.parse(format)).toMatchObject({
      request_id: '$context.requestId',
      resource: '$context.resourcePath',
    });
    expect(format).not.toMatch(
      /query|header|body|authorizer|userAgent|\$input|\$context\.(path|protocol|customDomain)\b/i,
    );
    expect(stageOf(template).AccessLogSetting.DestinationArn).toBeDefined();
    template.resourceCountIs('AWS::ApiGateway::Account', 1);
  });

  test('is not kept in the lab, where no account-wide setting is touched either', () => {
    const { template } = synthesize({ profile: 'lab' });

    expect(stageOf(template)).not.toHaveProperty('AccessLogSetting');
    template.resourceCountIs('AWS::ApiGateway::Account', 0);
  });
});
