import type { Type } from '@nestjs/common';
import { ContractOtpController } from './a-b/contract-otp.controller.js';

/** The routes of the systems that this service replaces. */
export const contractControllers: readonly Type[] = [ContractOtpController];
