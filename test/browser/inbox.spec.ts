import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'puppeteer-core';
import { Sandbox } from '../../apps/sandbox/src/index.js';
import { startBrowser, visit } from '../support/browser.js';
import { phoneNumber, Service } from '../support/service.js';

const request = '/api/v1/auth/otp/request';

describe('in a real browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  describe('the inbox of the development provider', () => {
    let service: Service;
    beforeAll(async () => {
      service = await Service.start('embedded', { OTP_DEVELOPMENT_CODE: 'random' });
    });
    afterAll(() => service.stop());

    it('shows each message as its phone would, with the code, as it comes', async () => {
      const { page, issues, origins } = await visit(browser, `${service.url}/dev/inbox`);
      const { body } = await service.post(request, { phone: phoneNumber(1) });
      await page.waitForSelector('.code');
      expect(await page.$$eval('.code', (codes) => codes.map((code) => code.textContent))).toEqual([body.preview_code]);
      expect(await page.$eval('main', (main) => main.textContent)).toContain(phoneNumber(1));
      // a second one, without a reload
      await service.post(request, { phone: phoneNumber(2) });
      await page.waitForFunction("document.querySelectorAll('.code').length === 2");
      expect(issues).toEqual([]);
      expect([...origins]).toEqual([service.url]);
      await page.close();
    });

    it('is not there under another provider', async () => {
      const sandbox = await Sandbox.start();
      const other = await Service.start('embedded', sandbox.environmentOf('twilio'));
      try {
        expect((await other.get('/dev/inbox')).status).toBe(404);
        expect((await other.get('/dev/inbox/messages')).status).toBe(404);
      } finally {
        await other.stop();
        await sandbox.stop();
      }
    });

    it('stands beside a page of the interface that a browser can show', async () => {
      const { page, issues } = await visit(browser, `${service.url}/docs`);
      await page.waitForSelector('.opblock');
      expect(await page.$eval('#swagger-ui', (element) => element.textContent)).toContain('/api/v1/auth/otp/request');
      expect(issues).toEqual([]);
      await page.close();
    });
  });

  describe('the inbox of the local carrier', () => {
    it('delivers or loses a message by a button, and shows its way', async () => {
      const sandbox = await Sandbox.start({ statusDelayMs: 3_600_000 });
      const service = await Service.start('embedded', sandbox.environmentOf('twilio'));
      try {
        const { page, issues } = await visit(browser, `${sandbox.url}/inbox`);
        await service.post(request, { phone: phoneNumber(3) });
        await page.waitForSelector('[data-action="deliver"]');
        await page.click('[data-action="deliver"]');
        await page.waitForFunction("document.body.textContent.includes('delivered')");
        await service.post(request, { phone: phoneNumber(4) });
        await page.waitForSelector('[data-action="lose"]:not(:disabled)');
        await page.click('[data-action="lose"]:not(:disabled)');
        await page.waitForFunction("document.body.textContent.includes('undelivered')");
        expect(issues).toEqual([]);
        await page.close();
      } finally {
        await service.stop();
        await sandbox.stop();
      }
    });
  });
});
