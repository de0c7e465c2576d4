/** Headers that a page of another origin may send: with `auth=iam` the signer adds those of AWS. */
export const corsRequestHeaders =
  'authorization, content-type, idempotency-key, x-amz-content-sha256, x-amz-date, x-amz-security-token, x-api-key';

/** Headers of an answer that such a page may read, from the function and from the gateway. */
export const corsAnswerHeaders =
  'allow, idempotency-replayed, location, retry-after, www-authenticate, x-amzn-remapped-www-authenticate, x-request-id';
