import { Controller, Get, Header, Res, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Inbox, type InboxMessage, inboxAssets, inboxPage } from '@sixdigit/inbox';
import type { FastifyReply } from 'fastify';
import { Public } from '../http/public.js';

/** Every message of the development provider, as a phone would show it. Only there under that provider, so never in production. */
@ApiExcludeController()
@Public()
@Controller({ path: 'dev/inbox', version: VERSION_NEUTRAL })
export class InboxController {
  static readonly rootPaths = ['dev/inbox', 'dev/inbox/{*rest}'];

  constructor(private readonly inbox: Inbox) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  page(): string {
    return inboxPage({ base: '/dev/inbox', actions: false });
  }

  @Get('messages')
  messages(): readonly InboxMessage[] {
    return this.inbox.list();
  }

  @Get('inbox.js')
  script(@Res() reply: FastifyReply): void {
    const { type, body } = inboxAssets['inbox.js'];
    void reply.type(type).send(body);
  }

  @Get('inbox.css')
  style(@Res() reply: FastifyReply): void {
    const { type, body } = inboxAssets['inbox.css'];
    void reply.type(type).send(body);
  }
}
