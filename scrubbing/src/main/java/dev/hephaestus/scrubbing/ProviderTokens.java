package dev.hephaestus.scrubbing;

import static dev.hephaestus.scrubbing.CharClass.ALPHANUMERIC;
import static dev.hephaestus.scrubbing.CharClass.BASE64;
import static dev.hephaestus.scrubbing.CharClass.BASE64_URL;
import static dev.hephaestus.scrubbing.CharClass.DOTTED;
import static dev.hephaestus.scrubbing.CharClass.HEX;
import static dev.hephaestus.scrubbing.CharClass.UPPER;
import static dev.hephaestus.scrubbing.CharClass.WORD;

import java.util.List;

/**
 * The tokens that their providers marked with a prefix.
 *
 * <p>Where a provider says how long its tokens are at least, that is asked for; hardly ever how
 * long at most, since they grow.
 *
 * <p><em>Source:</em> the providers' own documentation of their formats.
 */
final class ProviderTokens {
  private static final int ANY = Integer.MAX_VALUE;
  private static final String SLACK_HOOK = "hooks.slack.com/services/";
  private static final CharClass CRYPT = new CharClass("A-Za-z0-9./+$=,-");

  private ProviderTokens() {}

  static List<Detector> all() {
    return List.of(
        // Clouds
        new TokenShape("aws-key", UPPER, 16, 16, "AKIA", "ASIA", "ABIA", "ACCA"),
        new TokenShape("aws-session-token", BASE64, 100, ANY, "FwoGZXIvYXdz", "IQoJb3JpZ2lu"),
        new TokenShape("aws-bedrock-key", BASE64, 60, ANY, "ABSK"),
        new TokenShape("google-api-key", BASE64_URL, 35, 35, "AIza"),
        new TokenShape("google-oauth-token", DOTTED, 20, ANY, "ya29.", "GOCSPX-"),
        new TokenShape("google-refresh-token", BASE64_URL, 30, ANY, "1//0"),
        new TokenShape("digitalocean-token", HEX, 64, 64, "dop_v1_", "doo_v1_", "dor_v1_"),
        new TokenShape("heroku-key", BASE64_URL, 30, ANY, "HRKU-"),
        new TokenShape("alibaba-key", ALPHANUMERIC, 16, 24, "LTAI"),
        new TokenShape("fly-token", BASE64, 40, ANY, "fm1_", "fm2_", "fo1_"),
        // Forges, registries and builds
        new TokenShape("github-token", DOTTED, 30, ANY, "ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
        new TokenShape("github-token", WORD, 40, ANY, "github_pat_"),
        new TokenShape(
            "gitlab-token",
            DOTTED,
            20,
            ANY,
            "glpat-",
            "gldt-",
            "glrt-",
            "glptt-",
            "glcbt-",
            "glft-",
            "glsoat-",
            "glimt-",
            "glagent-",
            "gloas-",
            "GR1348941"),
        new TokenShape("npm-token", ALPHANUMERIC, 36, 36, "npm_"),
        new TokenShape("pypi-token", BASE64_URL, 50, ANY, "pypi-"),
        new TokenShape("rubygems-key", HEX, 48, 48, "rubygems_"),
        new TokenShape("docker-token", BASE64_URL, 20, ANY, "dckr_pat_", "dckr_oat_"),
        new TokenShape("atlassian-token", BASE64, 60, ANY, "ATATT3x", "ATCTT3x"),
        new TokenShape("artifactory-token", ALPHANUMERIC, 60, ANY, "AKCp"),
        new TokenShape("terraform-token", BASE64_URL, 60, 70, ".atlasv1."),
        new TokenShape("pulumi-token", HEX, 40, 40, "pul-"),
        new TokenShape("sonar-token", HEX, 40, 40, "sqp_", "squ_", "sqa_"),
        // Messengers and mail
        new TokenShape(
            "slack-token",
            BASE64_URL,
            20,
            ANY,
            "xoxb-",
            "xoxp-",
            "xoxa-",
            "xoxr-",
            "xoxs-",
            "xoxe-"),
        new TokenShape("slack-token", BASE64_URL, 20, ANY, "xapp-", "xoxe.xoxp-", "xoxe.xoxb-"),
        new TokenShape("sendgrid-key", DOTTED, 50, ANY, "SG."),
        new TokenShape("twilio-key", HEX, 32, 32, "SK"),
        new TokenShape("mailgun-key", HEX, 32, 32, "key-"),
        new TokenShape("brevo-key", BASE64_URL, 60, ANY, "xkeysib-", "xsmtpsib-"),
        new TokenShape("webhook", new CharClass("A-Za-z0-9/_-"), 24, ANY, SLACK_HOOK),
        new TokenShape(
            "webhook", new CharClass("A-Za-z0-9/_-"), 40, ANY, "discord.com/api/webhooks/"),
        new TokenShape("webhook", new CharClass("A-Za-z0-9/@_-"), 40, ANY, "webhook.office.com/"),
        // Payment and commerce
        new TokenShape("stripe-key", ALPHANUMERIC, 10, ANY, "sk_live_", "rk_live_", "sk_test_"),
        new TokenShape("stripe-key", BASE64, 20, ANY, "rk_test_", "whsec_"),
        new TokenShape("square-token", BASE64_URL, 22, ANY, "sq0atp-", "sq0csp-"),
        new TokenShape("shopify-token", HEX, 32, 32, "shpat_", "shpca_", "shppa_", "shpss_"),
        new TokenShape("paypal-token", BASE64_URL, 60, ANY, "access_token$production$"),
        // Models
        new TokenShape("anthropic-key", BASE64_URL, 20, ANY, "sk-ant-"),
        new TokenShape("openai-key", BASE64_URL, 20, ANY, "sk-proj-", "sk-svcacct-", "sk-admin-"),
        new TokenShape("openai-key", ALPHANUMERIC, 40, ANY, "sk-"),
        new TokenShape("model-key", ALPHANUMERIC, 40, ANY, "sk-or-v1-"),
        new TokenShape("huggingface-token", ALPHANUMERIC, 30, ANY, "hf_"),
        new TokenShape("model-key", ALPHANUMERIC, 36, ANY, "gsk_", "r8_", "pplx-", "xai-", "fw_"),
        // Operations
        new TokenShape("vault-token", BASE64_URL, 20, ANY, "hvs.", "hvb.", "hvr."),
        new TokenShape("databricks-token", new CharClass("0-9a-f-"), 32, 36, "dapi"),
        new TokenShape("grafana-token", BASE64, 32, ANY, "glsa_", "glc_"),
        new TokenShape("sentry-token", BASE64, 40, ANY, "sntrys_", "sntryu_"),
        new TokenShape("newrelic-key", UPPER, 27, 27, "NRAK-"),
        new TokenShape("doppler-token", DOTTED, 30, ANY, "dp.pt.", "dp.st.", "dp.ct.", "dp.sa."),
        new TokenShape("postman-key", BASE64_URL, 50, ANY, "PMAK-"),
        new TokenShape("planetscale-token", DOTTED, 32, ANY, "pscale_tkn_", "pscale_pw_"),
        new TokenShape("supabase-token", HEX, 40, 40, "sbp_"),
        new TokenShape("linear-key", ALPHANUMERIC, 32, ANY, "lin_api_", "lin_oauth_"),
        new TokenShape("notion-token", ALPHANUMERIC, 40, ANY, "ntn_"),
        new TokenShape("age-key", UPPER, 50, ANY, "AGE-SECRET-KEY-1"),
        new TokenShape("password-hash", CRYPT, 40, ANY, "$2a$", "$2b$", "$2y$", "$argon2", "$6$"),
        new TokenShape("hephaestus-key", BASE64_URL, 20, ANY, "heph_"));
  }
}
