import 'reflect-metadata';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';

export type SettingKind = 'integer' | 'flag' | 'text' | 'list' | 'rate';

/** What a decorated field of a config class says about its environment variable. */
export interface Setting {
  /** The environment variable. */
  readonly name: string;
  /** The field of the config class. */
  readonly property: string;
  readonly kind: SettingKind;
  /** One or two sentences for the operator. */
  readonly about: string;
  /** Values in words, for the configuration page: `6–10`, `true or false`. */
  readonly values: string;
  /** Never printed, not even in an example. */
  readonly secret: boolean;
  /** What the example files show; without one they show the default, commented out. */
  readonly example: { readonly staging?: string; readonly production?: string };
}

export interface SettingOptions {
  readonly about: string;
  readonly secret?: boolean;
  /** For both example files. */
  readonly example?: string;
  readonly staging?: string;
  readonly production?: string;
}

export type ConfigClass<T extends object = object> = new () => T;

const registered = new Map<object, Setting[]>();

/** The settings of a config class, in the order in which it declares them. */
export function settingsOf(configClass: ConfigClass): readonly Setting[] {
  return registered.get(configClass.prototype) ?? [];
}

/** A whole number. */
export function Integer(name: string, options: SettingOptions & { min: number; max: number }): PropertyDecorator {
  const message = `must be a whole number from ${options.min} to ${options.max}`;
  return declare(name, 'integer', `${options.min}–${options.max}`, options, [
    IsInt({ message }),
    Min(options.min, { message }),
    Max(options.max, { message }),
  ]);
}

/** true, false, 1, 0, yes, no in any case. */
export function Flag(name: string, options: SettingOptions): PropertyDecorator {
  return declare(name, 'flag', 'true or false', options, [IsBoolean({ message: 'must be true or false' })]);
}

/** A regular expression, and what it asks for in words: `must be …`. */
export interface Shape {
  readonly pattern: RegExp;
  readonly message: string;
}

/** A text; with `values`, one of them; with `shape`, one that matches. */
export function Text(name: string, options: SettingOptions & { values?: readonly string[]; shape?: Shape }): PropertyDecorator {
  const { values, shape } = options;
  return declare(name, 'text', values?.map((value) => `\`${value}\``).join(', ') ?? 'text', options, [
    IsString({ message: 'must be a text' }),
    ...(values ? [IsIn([...values], { message: `must be one of ${values.join(', ')}` })] : []),
    ...(shape ? [Matches(shape.pattern, { message: shape.message })] : []),
  ]);
}

/** Texts, separated by commas; with `shape`, each must match. */
export function List(name: string, options: SettingOptions & { shape?: Shape }): PropertyDecorator {
  const { shape } = options;
  return declare(name, 'list', 'list, separated by commas', options, [
    ...(shape ? [Matches(shape.pattern, { message: shape.message, each: true })] : []),
  ]);
}

/** How often in how many seconds: `5/900`. Counted in a sliding window. */
export interface Rate {
  readonly count: number;
  readonly seconds: number;
}

/** A {@link Rate}, written `count/seconds`. */
export function RateLimit(name: string, options: SettingOptions): PropertyDecorator {
  return declare(name, 'rate', '`count/seconds`', options, []);
}

function declare(name: string, kind: SettingKind, values: string, options: SettingOptions, checks: PropertyDecorator[]): PropertyDecorator {
  return (prototype, property) => {
    const staging = options.staging ?? options.example;
    const production = options.production ?? options.example;
    const setting: Setting = {
      name,
      property: String(property),
      kind,
      about: options.about,
      values,
      secret: options.secret ?? false,
      example: { ...(staging !== undefined ? { staging } : {}), ...(production !== undefined ? { production } : {}) },
    };
    const known = registered.get(prototype) ?? [];
    registered.set(prototype, [...known, setting]);
    IsOptional()(prototype, property);
    for (const check of checks) check(prototype, property);
  };
}
