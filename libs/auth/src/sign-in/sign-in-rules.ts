import { Injectable } from '@nestjs/common';
import { PhoneConfig } from '@sixdigit/sms';
import { AuthConfig } from '../auth.config.js';

/** The settings of several libs that decide how a user signs in. */
@Injectable()
export class SignInRules {
  readonly defaultRole: string;
  readonly defaultRegion: PhoneConfig['defaultRegion'];
  readonly allowedCountries: PhoneConfig['allowedCountries'];

  constructor(auth: AuthConfig, phone: PhoneConfig) {
    this.defaultRole = auth.defaultRole;
    this.defaultRegion = phone.defaultRegion;
    this.allowedCountries = phone.allowedCountries;
  }
}
