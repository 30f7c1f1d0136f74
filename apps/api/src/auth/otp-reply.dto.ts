import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { SentCode } from '@sixdigit/sms';

export class OtherChannelDto {
  @ApiProperty({ example: 'voice' })
  channel: string;

  @ApiProperty({ example: 30, description: 'Seconds until the code may be sent by it.' })
  available_in: number;
}

/** What a request for a code answers: the same for a known number and an unknown one. Holds what contracts A and B name. */
export class SentCodeDto {
  @ApiProperty({ example: 'ok' })
  status: 'ok';

  @ApiProperty({ example: 'OTP sent successfully' })
  message: string;

  @ApiProperty({ example: '+14155552671', description: 'The number that was given, in E.164.' })
  phone: string;

  @ApiProperty({ example: 'kq3Jc0Yv2u5mX1d0b7n3Tg.b7n3TgWm8sJ5.Rp1vK9xZ2c4e6AgQ0dLtY' })
  challenge_id: string;

  @ApiProperty({ example: 'sms', description: 'The channel that was really used.' })
  channel: string;

  @ApiProperty({ example: 600, description: 'Seconds for which the code is good.' })
  expires_in: number;

  @ApiProperty({ example: 30, description: 'Seconds until it may be sent again.' })
  resend_in: number;

  @ApiProperty({ example: 5 })
  attempts_left: number;

  @ApiProperty({ type: [OtherChannelDto], description: 'Other channels that this number can be reached by.' })
  channels: OtherChannelDto[];

  @ApiPropertyOptional({ example: '123456', description: 'The code itself; only under the development provider.' })
  preview_code?: string;
}

export function sentCodeReply(sent: SentCode): SentCodeDto {
  return {
    status: 'ok',
    message: 'OTP sent successfully',
    phone: sent.to,
    challenge_id: sent.challengeId,
    channel: sent.channel,
    expires_in: sent.expiresInSeconds,
    resend_in: sent.resendInSeconds,
    attempts_left: sent.attemptsLeft,
    channels: sent.otherChannels.map((channel) => ({ channel, available_in: sent.resendInSeconds })),
    ...(sent.previewCode === undefined ? {} : { preview_code: sent.previewCode }),
  };
}
