import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { Clock } from './clock.js';
import type { ConfigClass } from './setting.js';
import { Settings } from './settings.js';

/** Every config class by its own name, and the clock: what every part is given from outside, made of the {@link Settings}. */
export function configProviders(classes: readonly ConfigClass[]): Provider[] {
  return [
    Clock,
    ...classes.map((configClass) => ({
      provide: configClass,
      inject: [Settings],
      useFactory: (settings: Settings) => settings.get(configClass),
    })),
  ];
}

/** The settings of a whole application, for all of its modules. A library keeps its {@link configProviders} in a module of its own. */
@Module({})
export class SettingsModule {
  static register(settings: Settings): DynamicModule {
    return {
      module: SettingsModule,
      global: true,
      providers: [{ provide: Settings, useValue: settings }, ...configProviders(settings.classes)],
      exports: [Settings, Clock, ...settings.classes],
    };
  }
}
