import { OtpField, PhoneField } from '../../auth/otp-fields.js';

export class ContractOtpRequestDto {
  static readonly dropsUnknownFields = true;

  @PhoneField('phone_required')
  phone: string;
}

export class ContractOtpVerifyDto {
  static readonly dropsUnknownFields = true;

  @PhoneField('phone_and_otp_required')
  phone: string;

  @OtpField()
  otp: string;
}
