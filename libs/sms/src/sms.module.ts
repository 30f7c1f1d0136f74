import { ConfigurableModuleBuilder, type DynamicModule, Module } from '@nestjs/common';
import { ClaimMode } from '@sixdigit/challenge';
import { configProviders, Settings } from '@sixdigit/config';
import { keysProviders } from '@sixdigit/keys';
import { redisProviders } from '@sixdigit/redis';
import { libraryConfigs, readLibrarySettings, type SmsOptions } from './library/library-settings.js';
import { SmsService } from './library/sms.service.js';
import { verificationProviders } from './verification.module.js';

const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } = new ConfigurableModuleBuilder<SmsOptions>({
  optionsInjectionToken: Symbol('SmsOptions'),
}).build();

/** There is no database: the store itself ends a challenge whose code was right. */
class ClaimedByStore extends ClaimMode {
  readonly mode = 'store';
}

/**
 * Codes by messages for another Nest application, which has nothing else of Sixdigit. `register()` takes {@link SmsOptions},
 * `registerAsync()` what makes them. All of it stays inside: the application is given {@link SmsService} alone, none of the settings.
 */
@Module({
  providers: [
    { provide: Settings, inject: [MODULE_OPTIONS_TOKEN], useFactory: readLibrarySettings },
    ...configProviders(libraryConfigs),
    ...keysProviders,
    ...redisProviders,
    ...verificationProviders,
    { provide: ClaimMode, useClass: ClaimedByStore },
    SmsService,
  ],
  exports: [SmsService],
})
export class SmsModule extends ConfigurableModuleClass {
  /** Without options: the settings of the process. */
  static override register(options: SmsOptions = {}): DynamicModule {
    // biome-ignore lint/complexity/noThisInStatic: the builder takes the class that it is called on for the module
    return super.register(options);
  }
}
