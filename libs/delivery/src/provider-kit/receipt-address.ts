/** Where the service takes a provider's receipts of one kind: a path of its `PUBLIC_BASE_URL`. */
export function receiptAddress(receiptsPath: string, kind: string): string {
  return `/webhooks/${receiptsPath}/${kind}`;
}
