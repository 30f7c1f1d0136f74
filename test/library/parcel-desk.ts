import { type DynamicModule, Injectable, Module } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { type CheckOptions, type SendLimit, type SendOptions, SmsModule, SmsService } from '@sixdigit/sms';

/** Another Nest application: it hands out parcels to the holders of the numbers on them. It has no users and no tokens. */
@Injectable()
export class ParcelDesk {
  constructor(private readonly sms: SmsService) {}

  /** Announces a parcel. Answers the provider's name for the message. */
  async announce(phone: string, options: SendOptions = {}): Promise<{ providerMessageId: string; code: string | undefined }> {
    const { providerMessageId, code } = await this.sms.send(phone, options);
    return { providerMessageId, code };
  }

  /** Whether the parcel may be handed out. */
  async collect(phone: string, code: string, options: CheckOptions = {}): Promise<boolean> {
    return (await this.sms.check(phone, code, options)).outcome === 'approved';
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

/** The same with settings of its own, read and validated by its own ConfigModule, from which those of the library are made. */
@Module({})
export class ConfiguredParcelModule {
  static with(environment: Record<string, string>): DynamicModule {
    const validate = () => ({ PARCELS_PER_PHONE: '1', DESK_NAME: 'North' });
    return {
      module: ConfiguredParcelModule,
      imports: [
        ConfigModule.forRoot({ isGlobal: true, ignoreEnvFile: true, validatePredefined: false, skipProcessEnv: true, validate }),
        SmsModule.registerAsync({
          inject: [ConfigService],
          useFactory: (config: ConfigService) => ({
            environment: { ...environment, SMS_RATE_LIMIT_PER_PHONE: config.getOrThrow<string>('PARCELS_PER_PHONE') },
          }),
        }),
      ],
      providers: [ParcelDesk],
    };
  }
}
