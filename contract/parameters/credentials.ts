import * as z from 'zod/mini';
import { ec2Operations, parameter } from './parameter';

/** The session token becomes a header: what cannot stand in one would fail on its way to AWS. */
const credential = z.string().check(z.regex(/^[\x21-\x7e]{1,4096}$/));

/** The caller's own AWS credentials, which the lab profile accepts. */
export const credentialsParameters = {
  aws_access_key_id: parameter({
    schema: z.string().check(z.regex(/^\w{12,128}$/)),
    kind: 'text',
    operations: ec2Operations,
    rule: 'an AWS access key id: 12 to 128 letters, digits or underscores',
    description: "Act with the caller's own AWS credentials (lab profile only).",
    secret: true,
  }),
  aws_secret_access_key: parameter({
    schema: credential,
    kind: 'text',
    operations: ec2Operations,
    rule: 'an AWS secret access key: 1 to 4096 printable ASCII characters without spaces',
    description: "The secret of the caller's own AWS credentials (lab profile only).",
    secret: true,
  }),
  aws_session_token: parameter({
    schema: credential,
    kind: 'text',
    operations: ec2Operations,
    rule: 'an AWS session token: 1 to 4096 printable ASCII characters without spaces',
    description: "The session token of the caller's own AWS credentials (lab profile only).",
    secret: true,
  }),
} as const;
