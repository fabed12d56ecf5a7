<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About paintapp</source>
        <translation>关于 paintapp</translation>
    </message>
    <message>
        <source>A painting program in which a generative model is one of the artist&apos;s tools. Pictures are made on this computer; nothing leaves it.</source>
        <translation>一款把生成式模型当作画具之一的绘画程序。图像在本机生成，任何内容都不会离开这台电脑。</translation>
    </message>
    <message>
        <source>Free software under the MIT licence.</source>
        <translation>采用 MIT 许可证的自由软件。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Opacity 100%</source>
        <translation>不透明度 100%</translation>
    </message>
    <message>
        <source>Opacity 10%</source>
        <translation>不透明度 10%</translation>
    </message>
    <message>
        <source>Opacity 20%</source>
        <translation>不透明度 20%</translation>
    </message>
    <message>
        <source>Opacity 30%</source>
        <translation>不透明度 30%</translation>
    </message>
    <message>
        <source>Opacity 40%</source>
        <translation>不透明度 40%</translation>
    </message>
    <message>
        <source>Opacity 50%</source>
        <translation>不透明度 50%</translation>
    </message>
    <message>
        <source>Opacity 60%</source>
        <translation>不透明度 60%</translation>
    </message>
    <message>
        <source>Opacity 70%</source>
        <translation>不透明度 70%</translation>
    </message>
    <message>
        <source>Opacity 80%</source>
        <translation>不透明度 80%</translation>
    </message>
    <message>
        <source>Opacity 90%</source>
        <translation>不透明度 90%</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>新建…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Import as layer…</source>
        <translation>导入为图层…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy merged</source>
        <translation>合并复制</translation>
    </message>
    <message>
        <source>Paste as layer</source>
        <translation>粘贴为图层</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Fill with foreground</source>
        <translation>用前景色填充</translation>
    </message>
    <message>
        <source>Fill with background</source>
        <translation>用背景色填充</translation>
    </message>
    <message>
        <source>Swap colours</source>
        <translation>交换颜色</translation>
    </message>
    <message>
        <source>Black and white</source>
        <translation>恢复黑白</translation>
    </message>
    <message>
        <source>Smaller brush</source>
        <translation>缩小画笔</translation>
    </message>
    <message>
        <source>Larger brush</source>
        <translation>放大画笔</translation>
    </message>
    <message>
        <source>New layer</source>
        <translation>新建图层</translation>
    </message>
    <message>
        <source>Duplicate layer</source>
        <translation>复制图层</translation>
    </message>
    <message>
        <source>Delete layer</source>
        <translation>删除图层</translation>
    </message>
    <message>
        <source>Rename layer</source>
        <translation>重命名图层</translation>
    </message>
    <message>
        <source>Group layers</source>
        <translation>编组图层</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>取消编组</translation>
    </message>
    <message>
        <source>Merge down</source>
        <translation>向下合并</translation>
    </message>
    <message>
        <source>Raise layer</source>
        <translation>上移图层</translation>
    </message>
    <message>
        <source>Lower layer</source>
        <translation>下移图层</translation>
    </message>
    <message>
        <source>Choose layer above</source>
        <translation>选择上方图层</translation>
    </message>
    <message>
        <source>Choose layer below</source>
        <translation>选择下方图层</translation>
    </message>
    <message>
        <source>Lock pixels</source>
        <translation>锁定像素</translation>
    </message>
    <message>
        <source>Lock transparency</source>
        <translation>锁定透明度</translation>
    </message>
    <message>
        <source>Lock position</source>
        <translation>锁定位置</translation>
    </message>
    <message>
        <source>Clip to layer below</source>
        <translation>剪贴到下方图层</translation>
    </message>
    <message>
        <source>Add mask</source>
        <translation>添加蒙版</translation>
    </message>
    <message>
        <source>Paint on mask</source>
        <translation>在蒙版上绘画</translation>
    </message>
    <message>
        <source>Mask in effect</source>
        <translation>启用蒙版</translation>
    </message>
    <message>
        <source>Apply mask to pixels</source>
        <translation>将蒙版应用到像素</translation>
    </message>
    <message>
        <source>Remove mask</source>
        <translation>移除蒙版</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>None</source>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>反选</translation>
    </message>
    <message>
        <source>Grow…</source>
        <translation>扩大…</translation>
    </message>
    <message>
        <source>Shrink…</source>
        <translation>缩小…</translation>
    </message>
    <message>
        <source>Feather…</source>
        <translation>羽化…</translation>
    </message>
    <message>
        <source>Paint the selection (quick mask)</source>
        <translation>绘制选区（快速蒙版）</translation>
    </message>
    <message>
        <source>Canvas size…</source>
        <translation>画布大小…</translation>
    </message>
    <message>
        <source>Crop to selection</source>
        <translation>裁剪到选区</translation>
    </message>
    <message>
        <source>Flatten image</source>
        <translation>拼合图像</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Fit in window</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>Actual pixels</source>
        <translation>实际像素</translation>
    </message>
    <message>
        <source>Turn view left</source>
        <translation>向左旋转视图</translation>
    </message>
    <message>
        <source>Turn view right</source>
        <translation>向右旋转视图</translation>
    </message>
    <message>
        <source>Turn view upright</source>
        <translation>摆正视图</translation>
    </message>
    <message>
        <source>Mirror view</source>
        <translation>镜像视图</translation>
    </message>
    <message>
        <source>Hide panels</source>
        <translation>隐藏面板</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Cancel generation</source>
        <translation>取消生成</translation>
    </message>
    <message>
        <source>Cancel all generations</source>
        <translation>取消全部生成</translation>
    </message>
    <message>
        <source>Generate again</source>
        <translation>再次生成</translation>
    </message>
    <message>
        <source>Copy seed</source>
        <translation>复制种子</translation>
    </message>
    <message>
        <source>Edit request</source>
        <translation>编辑请求</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>About paintapp</source>
        <translation>关于 paintapp</translation>
    </message>
</context>
<context>
    <name>AddForm</name>
    <message>
        <source>Model to add</source>
        <translation>要添加的模型</translation>
    </message>
    <message>
        <source>Folder, .safetensors file or hub id</source>
        <translation>文件夹、.safetensors 文件或 Hub 标识</translation>
    </message>
    <message>
        <source>A diffusers folder, a .safetensors file, or an id such as owner/name</source>
        <translation>diffusers 文件夹、.safetensors 文件，或 owner/name 形式的标识</translation>
    </message>
    <message>
        <source>Look for a folder</source>
        <translation>查找文件夹</translation>
    </message>
    <message>
        <source>Look for a .safetensors file</source>
        <translation>查找 .safetensors 文件</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <source>Models (*.safetensors)</source>
        <translation>模型 (*.safetensors)</translation>
    </message>
</context>
<context>
    <name>AmountDialog</name>
    <message>
        <source> px</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
</context>
<context>
    <name>CanvasCommands</name>
    <message>
        <source>Canvas size</source>
        <translation>画布大小</translation>
    </message>
    <message>
        <source>Nothing is selected.</source>
        <translation>没有选区。</translation>
    </message>
    <message>
        <source>Crop to selection</source>
        <translation>裁剪到选区</translation>
    </message>
</context>
<context>
    <name>CanvasSizeDialog</name>
    <message>
        <source>Canvas size</source>
        <translation>画布大小</translation>
    </message>
    <message>
        <source> px</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>The picture stays here</source>
        <translation>图像保持在此处</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Keep at</source>
        <translation>定位</translation>
    </message>
    <message>
        <source>What lies outside the canvas is kept on its layers.</source>
        <translation>画布之外的内容会保留在各自图层上。</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
</context>
<context>
    <name>Chips</name>
    <message>
        <source>Foreground and background colour; click the one behind to swap</source>
        <translation>前景色与背景色；点击后面的颜色可交换</translation>
    </message>
</context>
<context>
    <name>Clipboard</name>
    <message>
        <source>There is no layer to copy from.</source>
        <translation>没有可复制的图层。</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>合并图像</translation>
    </message>
    <message>
        <source>There is nothing to copy here.</source>
        <translation>这里没有可复制的内容。</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard.</source>
        <translation>剪贴板中没有图像。</translation>
    </message>
    <message>
        <source>Clipboard</source>
        <translation>剪贴板</translation>
    </message>
    <message>
        <source>Pasted</source>
        <translation>粘贴的图像</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
</context>
<context>
    <name>ColourPanel</name>
    <message>
        <source>Colour as red, green and blue in hexadecimal</source>
        <translation>以十六进制红绿蓝表示的颜色</translation>
    </message>
    <message>
        <source>Keep the foreground colour as a swatch</source>
        <translation>把前景色存为色样</translation>
    </message>
</context>
<context>
    <name>ColourWheel</name>
    <message>
        <source>Colour wheel</source>
        <translation>色轮</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>“{action}” was given up: the document changed meanwhile.</source>
        <translation>“{action}”已放弃：其间文档发生了变化。</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>DownloadQuestion</name>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>No</source>
        <translation>不</translation>
    </message>
    <message>
        <source>“{model}” is not on this computer. Download it from huggingface.co? That may be several gigabytes.</source>
        <translation>“{model}”不在这台电脑上。要从 huggingface.co 下载吗?可能有数 GB。</translation>
    </message>
</context>
<context>
    <name>Downloads</name>
    <message>
        <source>Downloading {model}: {done} of {total} MB</source>
        <translation>正在下载 {model}：{done} / {total} MB</translation>
    </message>
    <message>
        <source>Adding {model}…</source>
        <translation>正在添加 {model}…</translation>
    </message>
</context>
<context>
    <name>ExportOptionsDialog</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>8 bits a channel, for everyone</source>
        <translation>每通道 8 位，通用</translation>
    </message>
    <message>
        <source>16 bits a channel, nothing lost</source>
        <translation>每通道 16 位，无损</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>位深</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>New document</source>
        <translation>新建文档</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>{name} is being saved already.</source>
        <translation>{name} 正在保存。</translation>
    </message>
    <message>
        <source>Saving {name}</source>
        <translation>正在保存 {name}</translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation>已保存 {name}</translation>
    </message>
    <message>
        <source>Import as layer</source>
        <translation>导入为图层</translation>
    </message>
    <message>
        <source>Import image</source>
        <translation>导入图像</translation>
    </message>
    <message>
        <source>Opening {name}</source>
        <translation>正在打开 {name}</translation>
    </message>
    <message>
        <source>All pictures ({patterns})</source>
        <translation>所有图像 ({patterns})</translation>
    </message>
</context>
<context>
    <name>GenerateController</name>
    <message>
        <source>Text to image</source>
        <translation>文字生成图像</translation>
    </message>
    <message>
        <source>Refine the picture</source>
        <translation>细化图像</translation>
    </message>
    <message>
        <source>Fill the selection</source>
        <translation>填充选区</translation>
    </message>
    <message>
        <source>Nothing is selected: select or paint the part to change first.</source>
        <translation>没有选区：请先选择或涂出要改变的部分。</translation>
    </message>
    <message>
        <source>“{model}” has been added.</source>
        <translation>已添加“{model}”。</translation>
    </message>
    <message>
        <source>The list of models could not be kept: {reason}.</source>
        <translation>无法保存模型列表：{reason}。</translation>
    </message>
    <message>
        <source>The model process is not running; Generate starts it.</source>
        <translation>模型进程未运行；点击“生成”即可启动。</translation>
    </message>
    <message>
        <source>The model process is starting again.</source>
        <translation>模型进程正在重新启动。</translation>
    </message>
    <message>
        <source>The model is warming up.</source>
        <translation>模型正在预热。</translation>
    </message>
    <message>
        <source>Choose a model in the Generate panel.</source>
        <translation>请在“生成”面板中选择模型。</translation>
    </message>
    <message>
        <source>the processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>{model} on {device}</source>
        <translation>{model}，运行于 {device}</translation>
    </message>
    <message>
        <source>Use “{model}”</source>
        <translation>使用“{model}”</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>The result is ready: point at it to see it, click to apply it.</source>
        <translation>结果已就绪：指向可预览，点击即应用。</translation>
    </message>
    <message>
        <source>{count} results are ready: point at one to see it, click to apply it.</source>
        <translation>{count} 个结果已就绪：指向可预览，点击即应用。</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>重新启动</translation>
    </message>
</context>
<context>
    <name>GeneratePanel</name>
    <message>
        <source>Generate panel</source>
        <translation>生成面板</translation>
    </message>
    <message>
        <source>Negative prompt</source>
        <translation>负面提示词</translation>
    </message>
    <message>
        <source>What the picture should not show</source>
        <translation>图像中不应出现的内容</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>采样</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
</context>
<context>
    <name>GenerateStack</name>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Generate (Ctrl+Enter)</source>
        <translation>生成 （Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Queue one more (Ctrl+Enter)</source>
        <translation>再排一个任务 （Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Cancel this job (Ctrl+.)</source>
        <translation>取消此任务 （Ctrl+.）</translation>
    </message>
    <message>
        <source>+{count}</source>
        <comment>further jobs</comment>
        <translation>+{count}</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>{size:.0f} MB in memory</source>
        <translation>占用内存 {size:.0f} MB</translation>
    </message>
</context>
<context>
    <name>JobList</name>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Cancel all</source>
        <translation>全部取消</translation>
    </message>
    <message>
        <source>Nothing is waiting.</source>
        <translation>没有等待中的任务。</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 个</translation>
    </message>
</context>
<context>
    <name>JobRow</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Cancel this job</source>
        <translation>取消此任务</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭提示</translation>
    </message>
</context>
<context>
    <name>Labels</name>
    <message>
        <source>Normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Multiply</source>
        <translation>正片叠底</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>滤色</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>叠加</translation>
    </message>
    <message>
        <source>Darken</source>
        <translation>变暗</translation>
    </message>
    <message>
        <source>Lighten</source>
        <translation>变亮</translation>
    </message>
    <message>
        <source>Colour dodge</source>
        <translation>颜色减淡</translation>
    </message>
    <message>
        <source>Colour burn</source>
        <translation>颜色加深</translation>
    </message>
    <message>
        <source>Hard light</source>
        <translation>强光</translation>
    </message>
    <message>
        <source>Soft light</source>
        <translation>柔光</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>Exclusion</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>Hue</source>
        <translation>色相</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>饱和度</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Luminosity</source>
        <translation>明度</translation>
    </message>
    <message>
        <source>Plus (add light)</source>
        <translation>相加（加光）</translation>
    </message>
    <message>
        <source>New document</source>
        <translation>新建文档</translation>
    </message>
    <message>
        <source>Brush stroke</source>
        <translation>画笔笔触</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Move layer</source>
        <translation>移动图层</translation>
    </message>
    <message>
        <source>Deselect</source>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>Rectangle selection</source>
        <translation>矩形选区</translation>
    </message>
    <message>
        <source>Ellipse selection</source>
        <translation>椭圆选区</translation>
    </message>
    <message>
        <source>Lasso selection</source>
        <translation>套索选区</translation>
    </message>
    <message>
        <source>Polygon selection</source>
        <translation>多边形选区</translation>
    </message>
    <message>
        <source>Magic wand selection</source>
        <translation>魔棒选区</translation>
    </message>
    <message>
        <source>There is no active layer.</source>
        <translation>没有活动图层。</translation>
    </message>
    <message>
        <source>The active layer is hidden.</source>
        <translation>活动图层已隐藏。</translation>
    </message>
    <message>
        <source>The active layer is locked.</source>
        <translation>活动图层已锁定。</translation>
    </message>
    <message>
        <source>A group cannot be painted on: choose a layer inside it.</source>
        <translation>不能在图层组上绘画：请选择组内的图层。</translation>
    </message>
    <message>
        <source>The position of this layer is locked.</source>
        <translation>此图层的位置已锁定。</translation>
    </message>
    <message>
        <source>Finish or cancel the current action first.</source>
        <translation>请先完成或取消当前操作。</translation>
    </message>
    <message>
        <source>A document needs at least one layer.</source>
        <translation>文档至少需要一个图层。</translation>
    </message>
    <message>
        <source>A group cannot be moved into itself.</source>
        <translation>图层组不能移入自身。</translation>
    </message>
    <message>
        <source>Only a group can be ungrouped.</source>
        <translation>只有图层组可以取消编组。</translation>
    </message>
    <message>
        <source>There is no layer below to merge into.</source>
        <translation>下方没有可合并的图层。</translation>
    </message>
    <message>
        <source>The layer has no mask to apply.</source>
        <translation>图层没有可应用的蒙版。</translation>
    </message>
    <message>
        <source>The layer&apos;s transparency is locked.</source>
        <translation>图层的透明度已锁定。</translation>
    </message>
    <message>
        <source>OpenRaster</source>
        <translation>OpenRaster</translation>
    </message>
    <message>
        <source>GIF (first frame)</source>
        <translation>GIF（第一帧）</translation>
    </message>
</context>
<context>
    <name>LayerCommands</name>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>New layer</source>
        <translation>新建图层</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Group layers</source>
        <translation>编组图层</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>取消编组</translation>
    </message>
    <message>
        <source>Duplicate layer</source>
        <translation>复制图层</translation>
    </message>
    <message>
        <source> copy</source>
        <translation> 副本</translation>
    </message>
    <message>
        <source>Delete layer</source>
        <translation>删除图层</translation>
    </message>
    <message>
        <source>Merge layers</source>
        <translation>合并图层</translation>
    </message>
    <message>
        <source>Flatten image</source>
        <translation>拼合图像</translation>
    </message>
    <message>
        <source>Flattened</source>
        <translation>已拼合</translation>
    </message>
    <message>
        <source>Raise layer</source>
        <translation>上移图层</translation>
    </message>
    <message>
        <source>Lower layer</source>
        <translation>下移图层</translation>
    </message>
    <message>
        <source>Move layer</source>
        <translation>移动图层</translation>
    </message>
    <message>
        <source>Rename layer</source>
        <translation>重命名图层</translation>
    </message>
    <message>
        <source>Show layer</source>
        <translation>显示图层</translation>
    </message>
    <message>
        <source>Hide layer</source>
        <translation>隐藏图层</translation>
    </message>
    <message>
        <source>Lock layer</source>
        <translation>锁定图层</translation>
    </message>
    <message>
        <source>Lock transparency</source>
        <translation>锁定透明度</translation>
    </message>
    <message>
        <source>Lock position</source>
        <translation>锁定位置</translation>
    </message>
    <message>
        <source>Clip to layer below</source>
        <translation>剪贴到下方图层</translation>
    </message>
    <message>
        <source>Switch mask</source>
        <translation>切换蒙版</translation>
    </message>
    <message>
        <source>Add mask</source>
        <translation>添加蒙版</translation>
    </message>
    <message>
        <source>Remove mask</source>
        <translation>移除蒙版</translation>
    </message>
    <message>
        <source>Apply mask</source>
        <translation>应用蒙版</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>填充</translation>
    </message>
</context>
<context>
    <name>LayerRows</name>
    <message>
        <source>Hide layer</source>
        <translation>隐藏图层</translation>
    </message>
    <message>
        <source>Show layer</source>
        <translation>显示图层</translation>
    </message>
    <message>
        <source>Mask: click to paint on it, Shift+click to switch it on or off</source>
        <translation>蒙版：点击在其上绘画，Shift+点击启用或停用</translation>
    </message>
</context>
<context>
    <name>LayersPanel</name>
    <message>
        <source>Blend mode</source>
        <translation>混合模式</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Opacity of the layer</source>
        <translation>图层的不透明度</translation>
    </message>
    <message>
        <source>Switch mask</source>
        <translation>切换蒙版</translation>
    </message>
    <message>
        <source>Layer opacity</source>
        <translation>图层不透明度</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Image</source>
        <translation>图像(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Layer</source>
        <translation>图层(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Select</source>
        <translation>选择(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Generate</source>
        <translation>生成(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
</context>
<context>
    <name>ModeBox</name>
    <message>
        <source>What to do</source>
        <translation>要做什么</translation>
    </message>
    <message>
        <source>Chosen for you: a selection is filled, a picture refined</source>
        <translation>自动选择：有选区则填充，有图像则细化</translation>
    </message>
    <message>
        <source>Chosen by you; “Auto” follows the selection and the picture</source>
        <translation>由您选择；“自动”会依据选区和图像决定</translation>
    </message>
    <message>
        <source>Auto: {task}</source>
        <translation>自动：{task}</translation>
    </message>
</context>
<context>
    <name>ModelSection</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Add or remove models</source>
        <translation>添加或移除模型</translation>
    </message>
    <message>
        <source>Add a model…</source>
        <translation>添加模型…</translation>
    </message>
    <message>
        <source>Remove this model from the list</source>
        <translation>从列表中移除此模型</translation>
    </message>
    <message>
        <source>{model} (not there)</source>
        <translation>{model}（不存在）</translation>
    </message>
    <message>
        <source>The model is warming up.</source>
        <translation>模型正在预热。</translation>
    </message>
    <message>
        <source>best at {width} × {height}</source>
        <translation>最适合 {width} × {height}</translation>
    </message>
</context>
<context>
    <name>NewDocumentDialog</name>
    <message>
        <source>New document</source>
        <translation>新建文档</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source> px</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source> ppi</source>
        <translation> ppi</translation>
    </message>
    <message>
        <source>White paper as the lowest layer</source>
        <translation>最底层为白纸</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>纸张</translation>
    </message>
    <message>
        <source>Layer 1</source>
        <translation>图层 1</translation>
    </message>
</context>
<context>
    <name>NoticeLine</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭提示</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
    <message>
        <source>Waiting for the model…</source>
        <translation>正在等待模型…</translation>
    </message>
    <message>
        <source>Waiting…</source>
        <translation>等待中…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>正在载入模型…</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在开始…</translation>
    </message>
    <message>
        <source>Reading the picture…</source>
        <translation>正在读取图像…</translation>
    </message>
    <message>
        <source>Step {step} of {steps}</source>
        <translation>第 {step} 步，共 {steps} 步</translation>
    </message>
    <message>
        <source>Finishing…</source>
        <translation>正在收尾…</translation>
    </message>
    <message>
        <source>{seconds} s left</source>
        <translation>剩余 {seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation>剩余 {minutes} 分钟</translation>
    </message>
</context>
<context>
    <name>ProgressField</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
</context>
<context>
    <name>PromptBar</name>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Say what the picture should show</source>
        <translation>描述图像应呈现的内容</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>How much may change: 0% keeps the picture, 100% makes a new one</source>
        <translation>允许改变多少:0% 保持原图,100% 全新生成</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>张数</translation>
    </message>
    <message>
        <source>How many variations to make</source>
        <translation>生成多少个变体</translation>
    </message>
    <message>
        <source>The size the model works at, in pixels</source>
        <translation>模型工作的尺寸（像素）</translation>
    </message>
</context>
<context>
    <name>RegionSection</name>
    <message>
        <source>Edges of a filling</source>
        <translation>填充的边缘</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Follow the size of the selection and the strength</source>
        <translation>随选区大小和强度而定</translation>
    </message>
    <message>
        <source>Grow</source>
        <translation>扩大</translation>
    </message>
    <message>
        <source>Feather</source>
        <translation>羽化</translation>
    </message>
    <message>
        <source>Blend</source>
        <translation>融合</translation>
    </message>
    <message>
        <source>How far past the selection the model may change what it sees</source>
        <translation>模型可在选区之外改动多远</translation>
    </message>
    <message>
        <source>How softly that ends</source>
        <translation>边界有多柔和</translation>
    </message>
    <message>
        <source>How wide the result fades in inside the selection</source>
        <translation>结果在选区内淡入的宽度</translation>
    </message>
    <message>
        <source>Known once the model is.</source>
        <translation>模型就绪后可知。</translation>
    </message>
    <message>
        <source>Select or paint the part to change first.</source>
        <translation>请先选择或涂出要改变的部分。</translation>
    </message>
    <message>
        <source>{w} × {h} px of the canvas at {x}, {y}
worked on at {mw} × {mh}</source>
        <translation>画布 {x}, {y} 处的 {w} × {h} 像素
以 {mw} × {mh} 处理</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Refine</source>
        <translation>细化</translation>
    </message>
    <message>
        <source>Inpaint</source>
        <translation>局部重绘</translation>
    </message>
    <message>
        <source>The result could not be applied: {reason}.</source>
        <translation>无法应用结果：{reason}。</translation>
    </message>
    <message>
        <source>The result was discarded.</source>
        <translation>结果已丢弃。</translation>
    </message>
    <message>
        <source>{count} results were discarded.</source>
        <translation>已丢弃 {count} 个结果。</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>放回</translation>
    </message>
    <message>
        <source>This layer was not generated.</source>
        <translation>此图层不是生成的。</translation>
    </message>
    <message>
        <source>What made this layer cannot be read: {reason}.</source>
        <translation>无法读取此图层的生成记录：{reason}。</translation>
    </message>
    <message>
        <source>The request is loaded, with its seed. Change it and press Generate.</source>
        <translation>请求及其种子已载入。修改后点击“生成”。</translation>
    </message>
    <message>
        <source>Seed {seed} is on the clipboard.</source>
        <translation>种子 {seed} 已复制到剪贴板。</translation>
    </message>
</context>
<context>
    <name>ResultsModel</name>
    <message>
        <source>Result without a prompt</source>
        <translation>无提示词的结果</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>(no prompt)</source>
        <translation>（无提示词）</translation>
    </message>
    <message>
        <source>Model: {model}</source>
        <translation>模型：{model}</translation>
    </message>
    <message>
        <source>Seed: {seed}</source>
        <translation>种子：{seed}</translation>
    </message>
    <message>
        <source>Made {when} in {seconds} s</source>
        <translation>{when} 生成，用时 {seconds} 秒</translation>
    </message>
    <message>
        <source>Applied</source>
        <translation>已应用</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Results appear here: point at one to see it, click to apply it.</source>
        <translation>结果会出现在这里：指向可预览，点击即应用。</translation>
    </message>
    <message>
        <source>Apply again</source>
        <translation>再次应用</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Generate again</source>
        <translation>再次生成</translation>
    </message>
    <message>
        <source>Edit request</source>
        <translation>编辑请求</translation>
    </message>
    <message>
        <source>Copy seed</source>
        <translation>复制种子</translation>
    </message>
    <message>
        <source>Copy prompt</source>
        <translation>复制提示词</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
</context>
<context>
    <name>SamplingSection</name>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>More steps take longer and draw finer</source>
        <translation>步数越多越慢，也越精细</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>引导强度</translation>
    </message>
    <message>
        <source>How closely the picture follows the prompt</source>
        <translation>图像贴近提示词的程度</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>How much of the picture may change</source>
        <translation>图像允许改变多少</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>张数</translation>
    </message>
    <message>
        <source>How many variations to make</source>
        <translation>生成多少个变体</translation>
    </message>
    <message>
        <source>Steps and guidance as the model declares them</source>
        <translation>使用模型声明的步数与引导强度</translation>
    </message>
</context>
<context>
    <name>SeedRow</name>
    <message>
        <source>Fixed</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>The same seed and settings make the same picture again</source>
        <translation>相同的种子和设置会再次生成相同的图像</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Draw a new seed and keep it</source>
        <translation>抽取新种子并固定</translation>
    </message>
    <message>
        <source>Copy the seed</source>
        <translation>复制种子</translation>
    </message>
    <message>
        <source>The seed of the next job</source>
        <translation>下一个任务的种子</translation>
    </message>
    <message>
        <source>The seed of the last job; the next one gets another</source>
        <translation>上一个任务的种子；下一个会另抽</translation>
    </message>
</context>
<context>
    <name>SelectionCommands</name>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>Invert selection</source>
        <translation>反选</translation>
    </message>
    <message>
        <source>Grow selection</source>
        <translation>扩大选区</translation>
    </message>
    <message>
        <source>Grow by</source>
        <translation>扩大</translation>
    </message>
    <message>
        <source>Shrink selection</source>
        <translation>缩小选区</translation>
    </message>
    <message>
        <source>Shrink by</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Feather selection</source>
        <translation>羽化选区</translation>
    </message>
    <message>
        <source>Feather by</source>
        <translation>羽化</translation>
    </message>
    <message>
        <source>Nothing is selected.</source>
        <translation>没有选区。</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>On the canvas</source>
        <translation>画布上</translation>
    </message>
    <message>
        <source>Move the view while held</source>
        <translation>按住时移动视图</translation>
    </message>
    <message>
        <source>Turn the view while held</source>
        <translation>按住时旋转视图</translation>
    </message>
    <message>
        <source>Take a colour while held</source>
        <translation>按住时拾取颜色</translation>
    </message>
    <message>
        <source>Straight line from the last stroke</source>
        <translation>从上一笔画直线</translation>
    </message>
    <message>
        <source>Drop what is being drawn</source>
        <translation>放弃正在画的内容</translation>
    </message>
    <message>
        <source>Softer or harder brush</source>
        <translation>更软或更硬的画笔</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
</context>
<context>
    <name>Sizes</name>
    <message>
        <source>Square, small</source>
        <translation>方形（小）</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>方形</translation>
    </message>
    <message>
        <source>Square, large</source>
        <translation>方形（大）</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>竖幅</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>横幅</translation>
    </message>
    <message>
        <source>Full HD</source>
        <translation>全高清</translation>
    </message>
    <message>
        <source>4K</source>
        <translation>4K</translation>
    </message>
    <message>
        <source>A4 at 300 ppi</source>
        <translation>A4(300 ppi)</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Size of the canvas in pixels</source>
        <translation>画布尺寸（像素）</translation>
    </message>
    <message>
        <source>Zoom of the view</source>
        <translation>视图缩放</translation>
    </message>
    <message>
        <source>Painting on the mask</source>
        <translation>正在蒙版上绘画</translation>
    </message>
    <message>
        <source>Painting the selection</source>
        <translation>正在绘制选区</translation>
    </message>
</context>
<context>
    <name>Swatches</name>
    <message>
        <source>Use as background</source>
        <translation>用作背景色</translation>
    </message>
    <message>
        <source>Remove swatch</source>
        <translation>移除色样</translation>
    </message>
    <message>
        <source>{colour}: click to use it, Ctrl+click for the background</source>
        <translation>{colour}：点击使用，Ctrl+点击设为背景色</translation>
    </message>
</context>
<context>
    <name>Tool</name>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Paint. Shift draws a straight line from the last stroke, Ctrl takes a colour</source>
        <translation>绘画。Shift 从上一笔画直线，Ctrl 拾取颜色</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Diameter of the brush</source>
        <translation>画笔直径</translation>
    </message>
    <message>
        <source>Hardness</source>
        <translation>硬度</translation>
    </message>
    <message>
        <source>How sharp the edge of the brush is</source>
        <translation>画笔边缘的锐利程度</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>The most paint that one stroke puts down</source>
        <translation>一笔最多涂上的颜料</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>流量</translation>
    </message>
    <message>
        <source>How quickly paint builds up within a stroke</source>
        <translation>一笔之内颜料累积的速度</translation>
    </message>
    <message>
        <source>Stabiliser</source>
        <translation>防抖</translation>
    </message>
    <message>
        <source>Steadies the hand; the stroke trails the pen</source>
        <translation>稳定手部；笔触跟随在笔后</translation>
    </message>
    <message>
        <source>Pressure to size</source>
        <translation>压力→大小</translation>
    </message>
    <message>
        <source>How far pressure governs the size</source>
        <translation>压力对大小的影响</translation>
    </message>
    <message>
        <source>Pressure to opacity</source>
        <translation>压力→不透明</translation>
    </message>
    <message>
        <source>How far pressure governs the opacity</source>
        <translation>压力对不透明度的影响</translation>
    </message>
    <message>
        <source>Spacing</source>
        <translation>间距</translation>
    </message>
    <message>
        <source>Distance between dabs, as a part of the radius</source>
        <translation>笔印间距，占半径的比例</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>橡皮擦</translation>
    </message>
    <message>
        <source>Erase with the brush. The back end of a pen erases too</source>
        <translation>用画笔擦除。笔的尾端也可擦除</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Fill an area of alike colour with the foreground colour</source>
        <translation>用前景色填充颜色相近的区域</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>容差</translation>
    </message>
    <message>
        <source>How far colours may differ from the one clicked</source>
        <translation>与所点颜色允许相差多少</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>相连区域</translation>
    </message>
    <message>
        <source>Only what is connected to the point clicked</source>
        <translation>仅限与所点位置相连的部分</translation>
    </message>
    <message>
        <source>Active layer only</source>
        <translation>仅活动图层</translation>
    </message>
    <message>
        <source>Look at the active layer alone</source>
        <translation>只看活动图层</translation>
    </message>
    <message>
        <source>Smooth edge</source>
        <translation>平滑边缘</translation>
    </message>
    <message>
        <source>Eyedropper</source>
        <translation>吸管</translation>
    </message>
    <message>
        <source>Take a colour from the picture; with Alt as background colour</source>
        <translation>从图像拾取颜色；按 Alt 设为背景色</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>One pixel</source>
        <translation>单个像素</translation>
    </message>
    <message>
        <source>3 × 3 average</source>
        <translation>3 × 3 平均</translation>
    </message>
    <message>
        <source>5 × 5 average</source>
        <translation>5 × 5 平均</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Move the active layer, or what is selected of it; the arrow keys nudge it</source>
        <translation>移动活动图层或其中选中的部分；方向键可微移</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>矩形</translation>
    </message>
    <message>
        <source>Select a rectangle. Shift adds, Alt subtracts, both intersect</source>
        <translation>选择矩形。Shift 添加，Alt 减去，同时按取交集</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Subtract</source>
        <translation>减去</translation>
    </message>
    <message>
        <source>Intersect</source>
        <translation>相交</translation>
    </message>
    <message>
        <source>Feather</source>
        <translation>羽化</translation>
    </message>
    <message>
        <source>Softens the edge</source>
        <translation>柔化边缘</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>椭圆</translation>
    </message>
    <message>
        <source>Select an ellipse. Shift adds, Alt subtracts, both intersect</source>
        <translation>选择椭圆。Shift 添加，Alt 减去，同时按取交集</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>套索</translation>
    </message>
    <message>
        <source>Draw around what is to be selected. Shift adds, Alt subtracts, both intersect</source>
        <translation>圈出要选择的部分。Shift 添加，Alt 减去，同时按取交集</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>多边形</translation>
    </message>
    <message>
        <source>Click the corners; Enter, a double click or the first corner closes the outline</source>
        <translation>点击各个角；回车、双击或点第一个角即可闭合</translation>
    </message>
    <message>
        <source>Magic wand</source>
        <translation>魔棒</translation>
    </message>
    <message>
        <source>Select an area of alike colour. Shift adds, Alt subtracts, both intersect</source>
        <translation>选择颜色相近的区域。Shift 添加，Alt 减去，同时按取交集</translation>
    </message>
    <message>
        <source>Hand</source>
        <translation>抓手</translation>
    </message>
    <message>
        <source>Drag the view; double click fits the canvas. Space does the same with any tool</source>
        <translation>拖动视图；双击适合画布。任何工具下按空格亦可</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Drag right to zoom in, left to zoom out; Alt click zooms out</source>
        <translation>向右拖放大，向左拖缩小；Alt+点击缩小</translation>
    </message>
</context>
<context>
    <name>ToolOptions</name>
    <message>
        <source>Tool options</source>
        <translation>工具选项</translation>
    </message>
    <message>
        <source>More options</source>
        <translation>更多选项</translation>
    </message>
</context>
<context>
    <name>Toolbox</name>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
</context>
<context>
    <name>UnsavedDialog</name>
    <message>
        <source>Unsaved changes</source>
        <translation>未保存的更改</translation>
    </message>
    <message>
        <source>“{name}” has changes that are not saved.</source>
        <translation>“{name}”有未保存的更改。</translation>
    </message>
    <message>
        <source>They are lost if you discard them.</source>
        <translation>丢弃后将无法恢复。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Paper</source>
        <translation>纸张</translation>
    </message>
    <message>
        <source>Sketch</source>
        <translation>草图</translation>
    </message>
    <message>
        <source>Layer 1</source>
        <translation>图层 1</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>There is not enough memory for that.</source>
        <translation>内存不足，无法完成。</translation>
    </message>
    <message>
        <source>Something went wrong ({kind}); the log tells more.</source>
        <translation>出错了（{kind}）；详情见日志。</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>暂无</translation>
    </message>
</context>
</TS>
