import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';

/** Reads the revision of a function, which changes with its every state; undefined where there is no such function. */
export async function functionRevision(lambda: LambdaClient, name: string): Promise<string | undefined> {
  try {
    const found = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name }));
    return [found.CodeSha256, found.RevisionId ?? found.LastModified].join(' ');
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
