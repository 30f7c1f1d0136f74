import { createInterface } from 'node:readline/promises';
import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { noCaller } from '@sixdigit/caller';
import { type Settings, SettingsModule } from '@sixdigit/config';
import { emailDestination, maskPhone, Problem, readPhone } from '@sixdigit/contract';
import { PhoneConfig, VerificationModule, VerificationService } from '@sixdigit/sms';
import type { SmsCheck } from './sms-check-arguments.js';

@Module({})
class CheckModule {
  static with(settings: Settings): DynamicModule {
    return { module: CheckModule, imports: [SettingsModule.register(settings), VerificationModule] };
  }
}

const asker = { ...noCaller, requestId: 'sms-check' };
const say = (line: string) => process.stdout.write(`${line}\n`);
const since = (began: number) => `${((performance.now() - began) / 1000).toFixed(2)} s`;

/** Sends a code through the providers of the settings, asks for it, and checks it. Whether it was right. */
export async function smsCheck(settings: Settings, { phone, channel, locale }: SmsCheck): Promise<boolean> {
  Logger.overrideLogger(false);
  const app = await NestFactory.createApplicationContext(CheckModule.with(settings), { logger: false });
  try {
    const verification = app.get(VerificationService);
    const destination = phone.includes('@') ? emailDestination(phone) : readPhone(phone, settings.get(PhoneConfig));
    say(`Sending a code by ${channel} to ${phone.includes('@') ? 'the address' : maskPhone(destination.to)} …`);
    const began = performance.now();
    const sent = await verification.request({ destination, purpose: 'sign_in', channel, locale, caller: asker });
    say(`Taken by ${sent.provider} after ${since(began)} as ${sent.providerMessageId}; good for ${sent.expiresInSeconds} s.`);
    if (sent.previewCode !== undefined) say('This is the development provider: nothing was sent, the code is on the line above.');
    const code = await asked('Code: ');
    const entered = performance.now();
    const { outcome, ...rest } = await verification.verify({ challengeId: sent.challengeId, purpose: 'sign_in', code, caller: asker });
    say(
      outcome === 'approved'
        ? `Right, checked in ${since(entered)}; ${since(began)} in all.`
        : `Refused: ${'reason' in rest ? rest.reason : 'unknown'}.`,
    );
    return outcome === 'approved';
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    say(`Failed: ${error.code}${adviceOf(error)}`);
    return false;
  } finally {
    await app.close();
  }
}

/** What the provider reported, for the operator. */
function adviceOf({ cause, extras }: Problem): string {
  const { provider, kind, advice, report } = (cause ?? {}) as { provider?: string; kind?: string; advice?: string; report?: object };
  if (provider) return `\n  ${provider}: ${kind}. ${advice}\n  ${JSON.stringify(report)}`;
  return extras.fields ? ` (${Object.values(extras.fields).join('; ')})` : '';
}

async function asked(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await lines.question(question)).trim();
  } finally {
    lines.close();
  }
}
