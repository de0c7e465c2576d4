import * as z from 'zod/mini';
import { dockerInstanceType } from '../docker';

/** Parameters that mean something that only EC2 has: with containers they are refused. */
export const ec2Only = [
  'username',
  'password',
  'key_name',
  'subnet_id',
  'security_group_ids',
  'hibernate',
  'aws_access_key_id',
  'aws_secret_access_key',
  'aws_session_token',
] as const;

/** What parameters may be with containers, where that is not what they may be with EC2. */
export const dockerValues = {
  image_id: {
    // The form of a reference; which ones are run, the deployment says.
    schema: z.string().check(z.regex(/^[a-zA-Z0-9][\w.:/@-]{0,254}$/)),
    rule: 'the name of an image, such as nginx:alpine',
  },
  instance_type: { schema: z.literal(dockerInstanceType), rule: dockerInstanceType },
  region: {
    schema: z.string().check(z.minLength(1), z.maxLength(64)),
    rule: '1 to 64 characters, of which none matters',
  },
} as const;
