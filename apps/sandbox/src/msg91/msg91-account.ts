/** Who the sandbox's one MSG91 account is. */
export interface Msg91Account {
  readonly authKey: string;
  readonly templateId: string;
  readonly senderId: string;
}
