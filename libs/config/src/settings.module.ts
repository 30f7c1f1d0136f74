import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { Clock } from './clock.js';
import { Settings } from './settings.js';

/** Makes every config class injectable by its own name, and the clock: what every part is given from outside. */
@Module({})
export class SettingsModule {
  static register(settings: Settings): DynamicModule {
    const loaded = Object.fromEntries(settings.classes.map((configClass) => [configClass.name, settings.get(configClass)]));
    return {
      module: SettingsModule,
      global: true,
      imports: [ConfigModule.forRoot({ ignoreEnvFile: true, skipProcessEnv: true, load: [() => loaded] })],
      providers: [
        { provide: Settings, useValue: settings },
        Clock,
        ...settings.classes.map((configClass) => ({
          provide: configClass,
          inject: [ConfigService],
          useFactory: (config: ConfigService) => config.getOrThrow<object>(configClass.name),
        })),
      ],
      exports: [Settings, Clock, ...settings.classes],
    };
  }
}
