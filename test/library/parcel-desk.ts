import { type DynamicModule, Inject, Injectable, Module } from '@nestjs/common';
import { type SendLimit, SmsModule, SmsService } from '@sixdigit/sms';

/** Another Nest application: it hands out parcels to whoever holds the number on them. It has no users and no tokens. */
@Injectable()
export class ParcelDesk {
  constructor(@Inject(SmsService) private readonly sms: SmsService) {}

  /** Announces a parcel. Answers the provider's name for the message. */
  async announce(phone: string, ownCode?: string): Promise<{ providerMessageId: string; code: string | undefined }> {
    const { providerMessageId, code } = await this.sms.send(phone, ownCode === undefined ? {} : { code: ownCode });
    return { providerMessageId, code };
  }

  /** Whether the parcel may be handed out. */
  async collect(phone: string, code: string): Promise<boolean> {
    return (await this.sms.check(phone, code)).outcome === 'approved';
  }

  mayAnnounce(phone: string): Promise<SendLimit> {
    return this.sms.limit(phone);
  }
}

@Module({})
export class ParcelModule {
  static with(environment: Record<string, string>): DynamicModule {
    return { module: ParcelModule, imports: [SmsModule.register({ environment })], providers: [ParcelDesk] };
  }
}
