/** MSG91 has no error numbers: a text, with HTTP 200 for nearly everything. */
export class Msg91Refusal extends Error {
  constructor(
    message: string,
    readonly status = 200,
  ) {
    super(message);
  }
}
