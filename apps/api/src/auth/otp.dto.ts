import { ApiPropertyOptional } from '@nestjs/swagger';
import { type Channel, channels, clientPlatforms, type MessageClient } from '@sixdigit/contract';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, Matches, MaxLength, ValidateIf, ValidateNested } from 'class-validator';
import { ChallengeIdField, OtpField, PhoneField } from './otp-fields.js';

const clientIdCharactersMax = 200;

class ClientDto implements MessageClient {
  @ApiPropertyOptional({ enum: clientPlatforms })
  @IsIn(clientPlatforms, { message: `must be one of ${clientPlatforms.join(', ')}` })
  platform: MessageClient['platform'];

  @ApiPropertyOptional({ description: 'The origin of the page, or the id of the app.', example: 'https://app.example.com' })
  @IsOptional()
  @IsString({ message: 'must be a text' })
  @MaxLength(clientIdCharactersMax, { message: `must be at most ${clientIdCharactersMax} characters` })
  id?: string;
}

export class OtpRequestDto {
  @ValidateIf((body: OtpRequestDto) => body.to === undefined)
  @PhoneField('phone_required')
  phone?: string;

  @ApiPropertyOptional({ example: '+14155552671', description: 'The same as `phone`; one of the two.' })
  @ValidateIf((body: OtpRequestDto) => body.to !== undefined)
  @IsString({ context: { problem: 'phone_invalid' } })
  to?: string;

  @ApiPropertyOptional({
    enum: channels,
    default: 'sms',
    description: 'How the code is sent: one that the service offers (`OTP_CHANNELS`).',
  })
  @IsOptional()
  @IsIn(channels, { message: `must be one of ${channels.join(', ')}` })
  channel?: Channel;

  @ApiPropertyOptional({ example: 'en', description: 'BCP 47; the language of the message. Without it `Accept-Language` decides.' })
  @IsOptional()
  @Matches(/^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8}){0,3}$/, { message: 'must be a language tag, such as pt-BR' })
  locale?: string;

  @ApiPropertyOptional({ type: ClientDto, description: 'What will read the message.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ClientDto)
  client?: ClientDto;
}

export class OtpResendDto {
  @ChallengeIdField()
  challenge_id: string;

  @ApiPropertyOptional({ enum: channels, description: 'Another channel; without it the same as before.' })
  @IsOptional()
  @IsIn(channels, { message: `must be one of ${channels.join(', ')}` })
  channel?: Channel;
}

export class OtpVerifyDto {
  @OtpField()
  otp: string;

  @ValidateIf((body: OtpVerifyDto) => body.challenge_id !== undefined)
  @ChallengeIdField()
  challenge_id?: string;

  @ValidateIf((body: OtpVerifyDto) => body.challenge_id === undefined)
  @PhoneField('phone_and_otp_required')
  phone?: string;
}
