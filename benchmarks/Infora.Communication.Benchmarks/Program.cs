using BenchmarkDotNet.Running;
using Infora.Communication.Benchmarks;
using Infora.Communication.Benchmarks.Campaigns;
using Infora.Communication.Benchmarks.Http;
using Infora.Communication.Benchmarks.Outbox;
using Infora.Communication.Benchmarks.Reports;
using Infora.Communication.Benchmarks.Statistics;

return args switch
{
    ["smtp", .. var rest] => await SmtpThroughput.RunAsync(rest),
    ["http", .. var rest] => await HttpComparison.RunAsync(rest),
    ["enqueue", .. var rest] => await EnqueueComparison.RunAsync(rest),
    ["dispatch", .. var rest] => await DispatchComparison.RunAsync(rest),
    ["claim", .. var rest] => await ClaimCost.RunAsync(rest),
    ["memory", var application, .. var rest] => await BacklogMemory.RunAsync(application, rest),
    ["campaign", var application, .. var rest] => await CampaignRun.RunAsync(application, rest),
    ["reports", var application, .. var rest] => await ReportRun.RunAsync(application, rest),
    ["statistics", var application, .. var rest] => await StatisticsCost.RunAsync(application, rest),
    ["upload", .. var rest] => await UploadReading.RunAsync(rest),
    ["serve"] => VendorServer.Run(),
    ["templates", .. var rest] => RunTemplates(rest),
    _ => Usage(),
};

static int RunTemplates(string[] args)
{
    BenchmarkRunner.Run<TemplateRendering>(args: args);
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: dotnet run -c Release --project benchmarks/Infora.Communication.Benchmarks -- <what>

          smtp [messages] [rounds]   messages a second through the smtp provider and through a bare MailKit loop, to the same smtp-sink
          http [sends] [rounds]      time and allocations of a send through each HTTP plugin, and of the hand-written call that it stands for
          enqueue [batches] [rounds] messages a second stored by the outbox, 1,000 at a time, and by one INSERT … VALUES of the same rows
          dispatch [messages] [rounds] [in flight]
                                     messages a second from the outbox to smtp-sink beside a bare MailKit loop, and to a provider that does nothing
          claim [rows] [rounds]      time of a claim with 1,000 and with so many messages in the table
          memory <BillingApp.dll> [messages]…
                                     the sample's largest resident memory while it sends backlogs of so many messages
          campaign <BillingApp.dll> [sendgrid] [recipients]…
                                     a campaign of so many recipients through the sample: upload, COPY, speed, memory, requests
          reports <BillingApp.dll> [seconds] [events a second]
                                     signed events of SendGrid into the sample, with a kill in the middle; then one in each request
          statistics <BillingApp.dll> [messages] [requests]
                                     GET /stats of 30 days with 10,000 messages over 90 days and with so many
          upload [lines]             time and memory of a recipient in an NDJSON and in a CSV file, before it reaches the store
          templates                  renders a second of the welcome template, and of string.Replace
        """);
    return 2;
}
