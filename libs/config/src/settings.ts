import type { ConfigClass } from './setting.js';

/** Every config class of the process, filled and validated once. */
export class Settings {
  constructor(private readonly filled: ReadonlyMap<ConfigClass, object>) {}

  get<T extends object>(configClass: ConfigClass<T>): T {
    const found = this.filled.get(configClass);
    if (!found) throw new Error(`${configClass.name} is not among the loaded config classes.`);
    return found as T;
  }

  get classes(): ConfigClass[] {
    return [...this.filled.keys()];
  }
}
