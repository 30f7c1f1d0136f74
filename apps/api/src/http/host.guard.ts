import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Problem } from '@sixdigit/contract';
import { HttpConfig } from '../config/http.config.js';

/** Answers only the hosts that are listed, so that no caller can make the service speak in another host's name. Registered only where hosts are listed. */
@Injectable()
export class HostGuard implements CanActivate {
  private readonly allowed: ReadonlySet<string>;

  constructor(config: HttpConfig) {
    this.allowed = new Set(config.allowedHosts.map((host) => host.toLowerCase()));
  }

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<{ url: string; headers: { host?: string } }>();
    // probes ask by address
    if (request.url === '/healthz' || request.url === '/readyz') return true;
    // the header itself: a proxy's X-Forwarded-Host is not the host that was asked for
    const host = request.headers.host ?? '';
    if (!this.allowed.has(host.toLowerCase())) throw new Problem('host_unknown');
    return true;
  }
}
